"""Building: only what changed is done, and nothing is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock

from index.build import BuildReport, build
from index.errors import IndexBusy, IndexMismatch, SourceError
from index.retrieve import Retriever
from index.types import Filters
from tests.fakes import WordEmbedder


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged


def found(directory: Path, query: str, embedder: WordEmbedder | None = None) -> list[str]:
    """Search, and give the texts of the passages that share a word with the query."""
    passages = Retriever.open(directory, embedder or WordEmbedder()).search(query)
    return [passage.text for passage in passages if "lexical" in passage.ranks]


def test_what_was_added_is_found_to_the_character(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    retriever = Retriever.open(directory, WordEmbedder())
    best = retriever.search("how many ships did the navy order?")[0]
    article = retriever.article(best.article_id)
    assert best.article_id == "ships.txt"
    assert article.text[best.start : best.end] == best.text
    assert [article.text[s.start : s.end] for s in best.sentences] == [
        "The navy ordered twelve ships.",
        "They sail in spring.",
    ]


def test_a_second_build_embeds_nothing(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    embedder = WordEmbedder()
    assert counts(build([folder], directory, embedder)) == (0, 0, 0, 2)
    assert embedder.encoded == []


def test_a_build_does_just_what_changed(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    (folder / "ships.txt").write_text("The navy cancelled its ships.")
    (folder / "bread.txt").unlink()
    (folder / "trains.txt").write_text("The railway bought trains.")
    embedder = WordEmbedder()
    assert counts(build([folder], directory, embedder)) == (1, 1, 1, 0)
    assert sorted(embedder.encoded) == [
        "The navy cancelled its ships.",
        "The railway bought trains.",
    ]
    assert found(directory, "bread") == []
    assert found(directory, "navy ships") == ["The navy cancelled its ships."]
    assert found(directory, "railway") == ["The railway bought trains."]


def test_a_changed_title_is_a_change(tmp_path: Path, directory: Path) -> None:
    path = tmp_path / "a.jsonl"
    for title in ("Old", "New"):
        path.write_text(json.dumps({"id": "a", "text": "Same text.", "title": title}))
        build([path], directory, WordEmbedder())
    assert Retriever.open(directory, WordEmbedder()).article("a").title == "New"


def test_articles_of_other_folders_stay(folder: Path, directory: Path, tmp_path: Path) -> None:
    build([folder], directory, WordEmbedder())
    other = tmp_path / "other"
    other.mkdir()
    (other / "trains.txt").write_text("The railway bought trains.")
    assert counts(build([other], directory, WordEmbedder())) == (1, 0, 0, 0)
    assert len(found(directory, "bread")) == len(found(directory, "trains")) == 1


def test_an_id_that_another_file_has_is_reported_and_replaces_nothing(
    folder: Path, directory: Path, tmp_path: Path
) -> None:
    build([folder], directory, WordEmbedder())
    other = tmp_path / "other"
    other.mkdir()
    (other / "bread.txt").write_text("Another text altogether.")
    report = build([other], directory, WordEmbedder())
    (problem,) = report.problems
    assert str(other / "bread.txt") in str(problem)
    assert str(folder / "bread.txt") in str(problem)
    assert len(found(directory, "baker")) == 1


def test_an_id_stays_with_the_file_that_had_it_first(tmp_path: Path, directory: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(json.dumps({"id": "x", "text": text}))

    write("later.jsonl", "The baker sold bread.")
    build([tmp_path], directory, WordEmbedder())
    write("earlier.jsonl", "Another text.")
    (problem,) = build([tmp_path], directory, WordEmbedder()).problems
    assert "earlier.jsonl" in problem.where
    assert len(found(directory, "bread")) == 1
    (tmp_path / "later.jsonl").write_text(json.dumps({"id": "y", "text": "A third."}))
    assert build([tmp_path], directory, WordEmbedder()).problems == []
    assert found(directory, "another text") == ["Another text."]


def test_a_folder_may_move(folder: Path, directory: Path, tmp_path: Path) -> None:
    build([folder], directory, WordEmbedder())
    moved = folder.rename(tmp_path / "moved")
    assert counts(build([moved], directory, WordEmbedder())) == (0, 0, 0, 2)
    (moved / "bread.txt").unlink()
    assert counts(build([moved], directory, WordEmbedder())) == (0, 0, 1, 1)


def test_a_bad_file_is_reported_and_the_rest_is_done(folder: Path, directory: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\0")
    report = build([folder], directory, WordEmbedder())
    assert report.added == 2
    assert [str(folder / "broken.txt") in str(problem) for problem in report.problems] == [True]


def test_a_file_that_became_unreadable_keeps_what_was_indexed(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder())
    (folder / "bread.txt").write_bytes(b"\0")
    assert build([folder], directory, WordEmbedder()).removed == 0
    assert len(found(directory, "bread")) == 1


def test_the_last_article_may_go(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    (folder / "empty.txt").touch()
    for name in ("ships.txt", "bread.txt"):
        (folder / name).unlink()
    assert build([folder], directory, WordEmbedder()).removed == 2
    assert found(directory, "ships") == []
    (folder / "ships.txt").write_text("The navy ordered ships.")
    build([folder], directory, WordEmbedder())
    assert found(directory, "ships") == ["The navy ordered ships."]


def test_a_file_with_a_name_that_is_not_utf_8_stops_nothing(folder: Path, directory: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("A text.")
    report = build([folder], directory, WordEmbedder())
    assert report.added == 2
    assert ["its name is not UTF-8" in str(problem) for problem in report.problems] == [True]


@contextmanager
def as_one_who_may_not_read_everything() -> Iterator[None]:
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize(("mode", "reason"), [(0o000, "this folder"), (0o444, "cannot be read")])
def test_what_is_in_a_folder_that_cannot_be_read_stays(mode: int, reason: str) -> None:
    with TemporaryDirectory() as name:  # one that another user may enter
        place = Path(name)
        place.chmod(0o777)
        (place / "articles" / "sea").mkdir(parents=True)
        (place / "articles" / "sea" / "ships.txt").write_text("The navy ordered twelve ships.")
        (place / "articles" / "bread.txt").write_text("The baker sold warm bread.")
        build([place / "articles"], place / "root's", WordEmbedder())
        with as_one_who_may_not_read_everything():
            build([place / "articles"], place / "index", WordEmbedder())
        (place / "articles" / "sea").chmod(mode)
        with as_one_who_may_not_read_everything():
            report = build([place / "articles"], place / "index", WordEmbedder())
        (place / "articles" / "sea").chmod(0o755)
        assert report.removed == 0
        assert [reason in str(problem) for problem in report.problems] == [True]
        assert len(found(place / "index", "ships")) == 1


def test_a_folder_without_articles_is_an_error_and_removes_nothing(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder())
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(SourceError, match="nothing to index"):
        build([folder], directory, WordEmbedder())
    assert len(found(directory, "bread")) == 1


def test_when_no_file_can_be_read_no_index_is_left(tmp_path: Path, directory: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\0")
    with pytest.raises(SourceError, match=r"broken\.txt"):
        build([tmp_path / "broken.txt"], directory, WordEmbedder())
    assert not directory.exists()


def test_another_embedder_is_refused(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder("mine"))
    for use in (
        lambda: build([folder], directory, WordEmbedder("yours")),
        lambda: Retriever.open(directory, WordEmbedder("yours")),
    ):
        with pytest.raises(IndexMismatch, match=r"'mine'.*'yours'.*--rebuild"):
            use()


def test_a_rebuild_takes_another_embedder_and_only_the_paths_given(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder("mine"))
    build([folder / "ships.txt"], directory, WordEmbedder("yours"), rebuild=True)
    retriever = Retriever.open(directory, WordEmbedder("yours"))
    assert retriever.counts() == (1, 1)
    assert [passage.article_id for passage in retriever.search("ships")] == ["ships.txt"]


BUILD = """
import sys
from pathlib import Path
from index.build import build
from tests.fakes import WordEmbedder

build([Path(sys.argv[1])], Path(sys.argv[2]), WordEmbedder(), rebuild=sys.argv[3] == "True")
"""


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_open_retriever_sees_what_a_build_changed(
    folder: Path, directory: Path, elsewhere: bool, rebuild: bool
) -> None:
    build([folder], directory, WordEmbedder())
    retriever = Retriever.open(directory, WordEmbedder())
    assert retriever.search("ships")[0].article_id == "ships.txt"
    (folder / "ships.txt").unlink()
    (folder / "trains.txt").write_text("The railway bought trains.")
    if elsewhere:
        arguments = [str(folder), str(directory), str(rebuild)]
        subprocess.run([sys.executable, "-c", BUILD, *arguments], check=True)
    else:
        build([folder], directory, WordEmbedder(), rebuild=rebuild)
    assert "ships.txt" not in {p.article_id for p in retriever.search("ships")}
    assert retriever.search("trains")[0].ranks == {"dense": 1, "lexical": 1}


def test_a_file_keeps_its_name_from_whichever_folder_it_is_indexed(
    folder: Path, directory: Path
) -> None:
    (folder / "sea").mkdir()
    (folder / "ships.txt").rename(folder / "sea" / "ships.txt")
    build([folder], directory, WordEmbedder())
    for path in (folder / "sea", folder / "sea" / "ships.txt"):
        assert counts(build([path], directory, WordEmbedder())) == (0, 0, 0, 1)
    (folder / "sea" / "ships.txt").unlink()
    assert counts(build([folder], directory, WordEmbedder())) == (0, 0, 1, 1)
    assert found(directory, "ships") == []


def test_several_builds_and_rebuilds_of_one_process(folder: Path, directory: Path) -> None:
    for rebuild in (False, True, True, False):
        build([folder], directory, WordEmbedder(), rebuild=rebuild)
        assert len(found(directory, "ships")) == 1
    with FileLock(directory / "build.lock"), pytest.raises(IndexBusy):
        build([folder], directory, WordEmbedder(), rebuild=True)
    assert [path.name for path in directory.parent.iterdir() if "index" in path.name] == ["index"]


def test_filters_limit_what_is_searched(tmp_path: Path, directory: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(
        "\n".join(
            json.dumps({"id": id_, "text": "The navy met.", "source": source, "published_at": date})
            for id_, source, date in [
                ("a", "Wire", "2025-01-05"),
                ("b", "Post", "2025-03-01T12:00:00Z"),
                ("c", "Post", ""),
            ]
        )
    )
    build([path], directory, WordEmbedder())
    retriever = Retriever.open(directory, WordEmbedder())

    def ids(filters: Filters) -> set[str]:
        return {passage.article_id for passage in retriever.search("navy", filters=filters)}

    assert ids(Filters()) == {"a", "b", "c"}
    assert ids(Filters(article_ids=("a", "c"))) == {"a", "c"}
    assert ids(Filters(sources=("Post",))) == {"b", "c"}
    assert ids(Filters(published_from="2025-02-01")) == {"b"}
    assert ids(Filters(published_to="2025-03-01")) == {"a", "b"}
    assert ids(Filters(sources=("Nobody",))) == set()
