from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from index.build import build
from index.editing import Edited, add, remove
from index.errors import ArticleMissing, IndexBusy, IndexFault, IndexMissing, SourceError
from index.intake import sole_builder
from index.retrieve import Retriever
from index.types import Article
from tests.fakes import WordEmbedder
from tests.index.test_build_cut_off import cut_off

HARBOUR = Article("wire/harbour", "The harbour reopened on Friday.", source="The Wire")
FROM_FILE = "bread.txt"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / FROM_FILE).write_text("Bread rose in Lyon.")
    return folder


@pytest.fixture
def index(tmp_path: Path, files: Path) -> Path:
    build([files], tmp_path / "index", WordEmbedder())
    return tmp_path / "index"


def ids(index: Path) -> list[str]:
    with Retriever.open(index, WordEmbedder()) as retriever:
        return [article.id for article in retriever.articles()]


def test_an_article_that_is_added_is_found_by_whoever_has_the_index_open(index: Path) -> None:
    with Retriever.open(index, WordEmbedder()) as retriever:
        assert add([HARBOUR], index, WordEmbedder()) == Edited(added=(HARBOUR.id,))
        assert retriever.search("harbour reopened", 1)[0].article_id == HARBOUR.id
        assert retriever.article(HARBOUR.id) == HARBOUR


def test_an_addition_done_twice_is_an_addition_done_once(index: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    embedder = WordEmbedder()
    assert add([HARBOUR], index, embedder) == Edited(unchanged=(HARBOUR.id,))
    assert embedder.encoded == []


def test_an_article_of_the_same_id_takes_the_place_of_the_one_before(index: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    closed = Article(HARBOUR.id, "The harbour closed again on Sunday.")
    assert add([closed], index, WordEmbedder()) == Edited(updated=(HARBOUR.id,))
    with Retriever.open(index, WordEmbedder()) as retriever:
        assert retriever.article(HARBOUR.id) == closed
        assert retriever.search("harbour reopened Friday", 1)[0].text == closed.text


def test_a_removed_article_is_found_no_more(index: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    remove([HARBOUR.id], index, WordEmbedder())
    assert ids(index) == [FROM_FILE]


def test_an_unknown_article_cannot_be_removed_and_nothing_is_then(index: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    with pytest.raises(ArticleMissing, match="no article 'gone' is indexed"):
        remove([HARBOUR.id, "gone"], index, WordEmbedder())
    assert ids(index) == [FROM_FILE, HARBOUR.id]


def test_an_article_that_was_added_stays_when_files_are_indexed(index: Path, files: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    (files / FROM_FILE).unlink()
    (files / "more.txt").write_text("Cheese aged in Roquefort.")
    report = build([files], index, WordEmbedder())
    assert (report.added, report.removed) == (1, 1)
    assert ids(index) == ["more.txt", HARBOUR.id]


def test_a_file_cannot_take_the_id_of_an_article_that_was_added(index: Path, files: Path) -> None:
    add([HARBOUR], index, WordEmbedder())
    (files / "a.jsonl").write_text(json.dumps({"id": HARBOUR.id, "text": "Another text."}))
    (problem,) = build([files], index, WordEmbedder()).problems
    assert "'wire/harbour' is already that of an article in no file, added by itself" in str(
        problem
    )
    with Retriever.open(index, WordEmbedder()) as retriever:
        assert retriever.article(HARBOUR.id) == HARBOUR


def test_an_article_of_a_file_is_changed_in_its_file(index: Path) -> None:
    with pytest.raises(SourceError, match=r"'bread.txt' comes from a file, bread.txt; change that"):
        add([HARBOUR, Article(FROM_FILE, "Other bread.")], index, WordEmbedder())
    assert ids(index) == [FROM_FILE]


def test_a_removed_article_comes_back_with_its_file(index: Path, files: Path) -> None:
    remove([FROM_FILE], index, WordEmbedder())
    assert ids(index) == []
    assert build([files], index, WordEmbedder()).added == 1


def test_an_id_may_be_given_once(index: Path) -> None:
    with pytest.raises(SourceError, match="the id 'wire/harbour' is given twice"):
        add([HARBOUR, HARBOUR], index, WordEmbedder())


def test_one_builder_at_a_time(index: Path) -> None:
    with FileLock(index / "build.lock"), pytest.raises(IndexBusy, match="wait for it to end"):
        add([HARBOUR], index, WordEmbedder())


def test_there_has_to_be_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="dateline index"):
        add([HARBOUR], tmp_path / "none", WordEmbedder())


def test_an_addition_shows_nothing_of_a_build_that_was_cut_off(tmp_path: Path) -> None:
    path, directory = tmp_path / "wire.jsonl", tmp_path / "index"
    with cut_off(path, directory) as reader:
        add([HARBOUR], directory, WordEmbedder())
        texts = {article.id: article.text for article in reader.articles()}
        assert texts.pop(HARBOUR.id) == HARBOUR.text
        assert len(texts) == 130
        assert not any("new" in text for text in texts.values())

        build([path], directory, WordEmbedder())
        assert reader.article("a1").text == "Topic1 is new."
        assert reader.counts() == (131, 131)


def full(*_: object) -> None:
    raise OSError("No space left on device")


def test_a_change_that_fails_is_never_seen(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("index.lexical.LexicalIndex.build", full)
        with pytest.raises(IndexFault, match="No space left"):
            add([HARBOUR], index, WordEmbedder())
        with pytest.raises(IndexFault, match="No space left"):
            remove([FROM_FILE], index, WordEmbedder())
    add([Article("other", "Trains are late.")], index, WordEmbedder())
    assert ids(index) == [FROM_FILE, "other"]
    assert add([HARBOUR], index, WordEmbedder()) == Edited(added=(HARBOUR.id,))


KILLED = """
import os, signal, sys
from pathlib import Path
from index.editing import add
from index.lexical import LexicalIndex
from tests.fakes import WordEmbedder
from tests.index.test_build_cut_off import cut_off
from tests.index.test_editing import HARBOUR

LexicalIndex.build = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
add([HARBOUR], Path(sys.argv[1]), WordEmbedder())
"""


def test_no_build_shows_an_addition_that_was_killed(index: Path, files: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(index)], check=False)
    assert killed.returncode == -signal.SIGKILL
    build([files], index, WordEmbedder())
    assert ids(index) == [FROM_FILE]


def test_an_addition_that_had_to_wait_for_a_rebuild_goes_into_the_new_index(
    index: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def after_a_rebuild(directory: Path) -> Iterator[None]:
        build([files], directory, WordEmbedder(), rebuild=True)
        with sole_builder(directory):
            yield

    monkeypatch.setattr("index.editing.sole_builder", after_a_rebuild)
    add([HARBOUR], index, WordEmbedder())
    assert ids(index) == [FROM_FILE, HARBOUR.id]
