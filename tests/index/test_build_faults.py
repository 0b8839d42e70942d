"""Building where something is in the way: other folders, kills, damage, two at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from index.build import build
from index.errors import IndexBusy, IndexFault, IndexMismatch, IndexMissing
from index.retrieve import Retriever
from tests.fakes import WordEmbedder
from tests.index.test_build import counts, found


def test_no_index_and_a_folder_of_something_else(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(IndexMissing, match="dateline index"):
        Retriever.open(tmp_path / "nowhere", WordEmbedder())
    for rebuild in (False, True):
        with pytest.raises(IndexMismatch, match="something else than an index"):
            build([folder], folder, WordEmbedder(), rebuild=rebuild)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_build_touches_nothing_that_is_no_index(
    folder: Path, directory: Path, rebuild: bool
) -> None:
    build([folder], directory, WordEmbedder())
    (directory / "data-7").mkdir()
    (directory / "data-7" / "diary").write_text("mine")
    with pytest.raises(IndexMismatch, match=r"something else than an index \(data-7\)"):
        build([folder], directory, WordEmbedder(), rebuild=rebuild)
    assert (directory / "data-7" / "diary").exists()


def test_what_a_file_manager_leaves_in_the_folder_is_no_matter(
    folder: Path, directory: Path
) -> None:
    for report in (build([folder], directory, WordEmbedder()) for _ in range(2)):
        (directory / ".DS_Store").write_bytes(b"")
        assert report.added + report.unchanged == 2


def test_two_builds_at_once(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    with FileLock(directory / "build.lock"), pytest.raises(IndexBusy, match="another build"):
        build([folder], directory, WordEmbedder())


PARTS = [
    "chroma/1",
    "lexical/1",
    "catalog.sqlite",
    "chroma/1/chroma.sqlite3",
    "lexical/1/sizes.json",
]


@pytest.mark.parametrize("part", [*(f"data-1/{part}" for part in PARTS), "data-1", "manifest.json"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_damaged_index_is_said_to_be_and_can_be_rebuilt(
    folder: Path, directory: Path, part: str, is_gone: bool
) -> None:
    build([folder], directory, WordEmbedder())
    path = directory / part
    if path.is_dir():
        shutil.rmtree(path)
        if not is_gone:
            path.mkdir()
    elif is_gone:
        path.unlink()
    else:
        path.write_bytes(b"{ this is no such file")
    with pytest.raises(IndexFault, match="dateline index"):
        Retriever.open(directory, WordEmbedder())
    build([folder], directory, WordEmbedder(), rebuild=True)
    assert len(found(directory, "ships")) == 1
    assert sum(path.name.startswith("data-") for path in directory.iterdir()) == 1


def test_vectors_that_are_damaged_are_written_anew_with_the_next_change(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder())
    (directory / "data-1" / "chroma" / "1" / "chroma.sqlite3").write_bytes(b"torn")
    (folder / "trains.txt").write_text("The railway bought trains.")
    embedder = WordEmbedder()
    build([folder], directory, embedder)
    assert embedder.encoded == ["The railway bought trains."]
    assert len(found(directory, "ships")) == len(found(directory, "trains")) == 1


@pytest.mark.parametrize("name", ["terms.txt", "starts.npy", "scores.npy"])
def test_a_word_index_that_lacks_a_part_is_damaged(
    folder: Path, directory: Path, name: str
) -> None:
    build([folder], directory, WordEmbedder())
    (directory / "data-1" / "lexical" / "1" / name).unlink()
    with pytest.raises(IndexFault, match=r"word index .* damaged"):
        Retriever.open(directory, WordEmbedder())


@pytest.mark.parametrize("part", ["chroma/1", "lexical/1", "lexical/1/chunks.npy"])
def test_a_lost_part_is_made_again_without_embedding(
    folder: Path, directory: Path, part: str
) -> None:
    build([folder], directory, WordEmbedder())
    lost = directory / "data-1" / part
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    embedder = WordEmbedder()
    assert counts(build([folder], directory, embedder)) == (0, 0, 0, 2)
    assert embedder.encoded == []
    best = Retriever.open(directory, WordEmbedder()).search("ships")[0]
    assert best.ranks == {"dense": 1, "lexical": 1}
