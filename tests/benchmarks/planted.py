"""How many planted faults the built-in checker catches, and how many faithful claims it flags.

python -m tests.benchmarks.planted [--show] [FOLDER or FILE ...]

Claims are made by rules from articles, those of this repository and of ``../shared`` unless others
are named; half of the articles are held out from tuning. Then come claims written one by one.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from time import process_time

from assistant.evaluation.figures.intervals import share_interval
from assistant.verify import BuiltInChecker
from index.articles import find, read
from index.embed import SentenceTransformerEmbedder
from index.types import Article
from tests.benchmarks.claimed import Claim, Read, spans_of
from tests.benchmarks.faults import plant
from tests.benchmarks.rephrased import rephrase

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DEFAULT = (
    ROOT / "articles",
    SHARED / "articles",
    *(SHARED / "benchmarks" / name / "articles.jsonl" for name in ("onestopqa", "quail_news_dev")),
)
WRITTEN = Path(__file__).with_name("paraphrases.jsonl")
MOST = 4  # claims of a kind from one article


def load(paths: Sequence[Path]) -> list[Article]:
    """Read articles."""
    files, _ = find([path for path in paths if path.exists()])
    return [article for file in files for article in read(file) if isinstance(article, Article)]


def made(articles: Sequence[Article]) -> Iterator[tuple[bool, Claim]]:
    """Make claims of each article, and tell whether it is held out."""
    everything = [Read.of(article) for article in articles]
    for one in everything:
        digest = blake2b(one.article.text.encode(), digest_size=4).digest()
        chance = random.Random(digest)
        others = [other for other in everything if other is not one] or [one]
        by_kind: dict[str, list[Claim]] = defaultdict(list)
        for claim in (*rephrase(one), *plant(one, others, chance)):
            by_kind[claim.kind].append(claim)
        for claims in by_kind.values():
            for claim in chance.sample(claims, min(MOST, len(claims))):
                yield digest[0] % 2 == 1, claim


def written() -> list[Claim]:
    """Read the claims that were written one by one, of the sample articles."""
    samples = {Path(article.id).stem: article for article in load([ROOT / "articles"])}
    rows = map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
    return [
        Claim(
            row["kind"],
            row["faithful"],
            row["text"],
            spans_of(samples[row["article"]], row["quotes"]),
        )
        for row in rows
    ]


def report(title: str, claims: Sequence[Claim], *, show: bool) -> None:
    """Print what share of each kind was flagged, and which were judged wrongly."""
    start = process_time()
    judged = BuiltInChecker(SentenceTransformerEmbedder().encode_document).judge(
        [claim.draft for claim in claims]
    )
    spent = (process_time() - start) * 1_000 / max(1, len(claims))
    print(f"\n{title}: {len(claims)} claims, {spent:.1f} CPU-ms each")
    flagged: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for claim, judgement in zip(claims, judged, strict=True):
        bad = judgement.verdict != "supported"
        flagged[claim.faithful, claim.kind].append(bad)
        flagged[claim.faithful, "ALL"].append(bad)
        if claim.faithful and claim.kind != "verbatim":
            flagged[True, "ALL but verbatim"].append(bad)
        if show and bad == claim.faithful:
            print(
                f"  {'flagged' if bad else 'missed'} {claim.kind}: {claim.text}"
                f" | {judgement.reason}"
            )
            for span in claim.spans:
                print(f"      {' '.join(span.quote.split())}")
    for (faithful, kind), found in sorted(flagged.items()):
        low, high, _ = share_interval(sum(found), len(found))
        what = "faithful, flagged" if faithful else "fault, caught    "
        share = sum(found) / len(found)
        print(f"  {what} {kind:24} {share:.3f} ({low:.2f}-{high:.2f}), n {len(found)}")


def main() -> None:
    """Print the figures; ``--show`` prints the claims that were judged wrongly."""
    show = "--show" in sys.argv[1:]
    named = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    claims = list(made(load(named or DEFAULT)))
    for held_out, title in ((False, "made by rules, tuning"), (True, "made by rules, held out")):
        report(
            title, [claim for held, claim in claims if held == held_out], show=show and not held_out
        )
    report("written one by one", written(), show=show)


if __name__ == "__main__":
    main()
