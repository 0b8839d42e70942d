"""How fast it is: steps beside one another in one run, so that the ratios hold on any machine.

python -m tests.benchmarks.speed [--sizes 1000 10000 100000] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.vectors import Span
from tests.benchmarks.made_up import ChanceEmbedder, write_articles
from tests.benchmarks.quality import QUESTIONS, SAMPLES

COPIES = 12  # of the sample articles, to be built: 156 chunks
ROUNDS = 3
SERVER = """
import sys
from assistant import Assistant
from assistant.interfaces.server.serving import serve
serve(Assistant.open(index=sys.argv[1]), port=0)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing took, and how that stands to what it is measured beside."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    of: str = ""
    target: str = ""

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:8.3f} x {self.of}"
        target = f"   ({self.target})" if self.target else ""
        return f"{self.what:46} {self.value:9.1f} {self.unit:9}{ratio}{target}"


class Recording(SentenceTransformerEmbedder):
    """Keeps the batches of texts that a build embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[Sequence[str]] = []

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        self.batches.append(texts)
        return super().encode_passages(texts, spans)


def seconds(step: Callable[[], object]) -> float:
    """Time one call."""
    start = perf_counter()
    step()
    return perf_counter() - start


def process(*arguments: str | Path) -> Callable[[], object]:
    """Make a step of a whole Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def building(folder: Path) -> list[Figure]:
    """Build copies of the samples and embed the same texts in the same batches alone, by turns."""
    articles = folder / "articles"
    articles.mkdir()
    for path in sorted(SAMPLES.glob("*.*")):
        for copy in range(COPIES):
            text = path.read_text(encoding="utf-8").replace("title: ", f"title: {copy} ", 1)
            (articles / f"{copy}-{path.name}").write_text(text, encoding="utf-8")
    embedder = Recording()
    embedder.encode_query("warm")
    builds, bares = [], []
    for turn in range(ROUNDS):
        embedder.batches.clear()
        builds.append(seconds(partial(build, [articles], folder / f"index-{turn}", embedder)))
        bares.append(seconds(lambda: [embedder.encode_document(each) for each in embedder.batches]))
    first, bare = median(builds), median(bares)
    again = median(
        seconds(lambda: build([articles], folder / "index-0", embedder)) for _ in range(ROUNDS)
    )
    chunks = sum(map(len, embedder.batches))
    rate, alone = chunks / first, chunks / bare
    ratio = median(least / whole for least, whole in zip(bares, builds, strict=True))
    return [
        Figure("the encoder alone", alone, "chunks/s"),
        Figure("a first build", rate, "chunks/s", ratio, "the encoder alone", ">= 0.9"),
        Figure("the same again, nothing changed", again * 1e3, "ms", again / first, "the first",
               "<= 0.02"),
    ]  # fmt: skip


def asking(folder: Path, questions: Sequence[str], sizes: Sequence[int]) -> list[Figure]:
    """Ask collections of several sizes and embed the questions alone, all of it by turns."""
    embedder = SentenceTransformerEmbedder()
    steps: dict[int, Callable[[str], object]] = {0: embedder.encode_query}
    with ExitStack() as opened:
        for size in sizes:
            write_articles(folder / f"{size}.jsonl", size, sorted(SAMPLES.glob("*.md")))
            build([folder / f"{size}.jsonl"], folder / str(size), ChanceEmbedder())
            assistant = opened.enter_context(Assistant.open(index=folder / str(size)))
            steps[size] = assistant.ask
        took: dict[int, list[float]] = {size: [] for size in steps}
        for turn in range(1 + ROUNDS):  # the first warms up
            for question in questions:
                for size, step in steps.items():
                    spent = seconds(partial(step, question))
                    took[size] += [spent] if turn else []
    middle = {size: median(of_size) for size, of_size in took.items()}
    encoding, least, most = middle.pop(0), min(sizes), max(sizes)
    return [
        Figure("encoding a question (median)", encoding * 1e3, "ms"),
        *(
            Figure(f"question to answer, {size:,} chunks (median)", spent * 1e3, "ms",
                   spent / encoding, "one encoding", "<= 3" if size == 10_000 else "")
            for size, spent in middle.items()
        ),
        Figure(f"growth from {least:,} to {most:,} chunks", middle[most] * 1e3, "ms",
               middle[most] / middle[least], f"at {least:,}", "<= 1.5 to 100,000"),
    ]  # fmt: skip


def starting(index: Path, question: str) -> list[Figure]:
    """Ask in a process of its own, beside one that only imports sentence-transformers."""
    ask = ["-c", "from assistant.interfaces.cli import main; main()", "ask", question]
    cold, bare = [], []
    for _ in range(3):
        bare.append(seconds(process("-c", "import sentence_transformers")))
        cold.append(seconds(process(*ask, "--index", index)))
    ratio = median(cold) / median(bare)
    return [
        Figure("import sentence_transformers, cold", median(bare) * 1e3, "ms"),
        Figure("dateline ask, cold", median(cold) * 1e3, "ms", ratio, "that import", "<= 0.35"),
    ]


def serving(index: Path, questions: Sequence[str]) -> list[Figure]:
    """Look at the memory of a server that has answered questions."""
    from gradio_client import Client  # type: ignore[import-untyped]

    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, index], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        client = Client(server.stdout.readline().split()[-1], verbose=False)
        for question in questions:
            client.predict(question, api_name="/ask")
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    finally:
        server.terminate()
        server.wait()
    (resident,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    megabytes = int(resident.split()[1]) / 1024
    return [Figure(f"memory of a warm server, {index.name} chunks", megabytes, "MB",
                   target="<= 700 at 10,000")]  # fmt: skip


def main() -> None:
    """Print each figure, and write them as JSON where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    questions = [json.loads(line)["question"] for line in QUESTIONS.open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        middle = folder / str(10_000 if 10_000 in given.sizes else max(given.sizes))
        figures: list[Figure] = []
        for step in (
            lambda: building(folder),
            lambda: asking(folder, questions, given.sizes),
            lambda: starting(middle, questions[0]),
            lambda: serving(middle, questions),
        ):
            found = step()
            print(*found, sep="\n", flush=True)
            figures += found
    if given.json:
        given.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n")


if __name__ == "__main__":
    main()
