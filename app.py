"""The page over the sample articles, in one command: ``python app.py``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from assistant.config import CASES, ServerSettings
from assistant.interfaces.server.serving import serve
from assistant.service import Assistant
from index.build import build
from index.embed import DEFAULT, SentenceTransformerEmbedder
from index.errors import DatelineError
from index.manifest import FORMAT

HERE = Path(__file__).parent
EXAMPLES = (
    "How many U.S. troops are stationed on the peninsula?",
    "When were the missile guidelines lifted?",
    "What does Gen. Brunson say matters more than a fixed timeline?",
    "How much has Hanwha pledged for facilities in the U.S.?",
)


def main() -> None:
    """Index the sample articles, where they changed, and serve the page."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=7860, help="port to listen on")
    port: int = parser.parse_args().port
    index = HERE / ".dateline" / f"samples-{FORMAT}"  # one of an older format stays unread
    try:
        report = build([HERE / "articles"], index, SentenceTransformerEmbedder(DEFAULT))
        for problem in report.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        serve(
            Assistant.open(index=index, embedder=DEFAULT),
            port=port,
            settings=ServerSettings(examples=EXAMPLES, cases=HERE / CASES),
        )
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)


if __name__ == "__main__":
    main()
