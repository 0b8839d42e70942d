"""An evaluation as one HTML file for people: it asks no host for anything, and opens from a disk.

Every text in it comes from strangers. What is asked and answered, and the articles, lie in a data
block that no text can close, and the page's script puts them in place as text; Jinja escapes the
rest. The content security policy allows this file's own style and script, by hash.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from assistant.evaluation.evaluation import CUTOFFS, Evaluation
from assistant.evaluation.figures.figure import Figure
from assistant.evaluation.figures.metrics import GROUPS, MAIN, Metric, cutoff, metric
from assistant.evaluation.report.plots import at_half, curve, duration, histogram, stripe, whisker
from assistant.evaluation.report.rows import RESULTS, embedded, result
from assistant.evaluation.scores.citing import ArticleOf

HEADLINES = {
    "right": "of the questions came out right: expected words, expected quote or due refusal",
    "hits@4": "have an expected quote among the first 4 passages found",
    "contains": "have the expected words in their answer, exactly as expected",
    "evidence_cited": "have an answer that cites an expected quote",
    "refusal_recall": "of what no article answers was refused",
    "wrongly_refused": "of what an article answers was refused all the same",
    "span_validity": "of an answer’s citations are exactly what the article has there",
}
"""The figures that the report begins with, each after its percentage."""

BY_GROUP = (
    "right", "hits@4", "mrr@10", "contains", "f1", "evidence_cited", "citation_recall",
    "refusal_recall", "wrongly_refused", "judged_correct",
)  # fmt: skip
"""The metrics that are shown for each type and tag."""

SHOWN_NOTES = 8
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A group of metrics: those between 0 and 1, and those that are not."""

    group: str
    figures: tuple[tuple[Metric, Figure], ...]
    apart: tuple[tuple[Metric, Figure], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of some groups of questions: by group, its size and a figure or None a metric."""

    by: str
    metrics: tuple[Metric, ...]
    rows: Mapping[str, tuple[int, tuple[Figure | None, ...]]]


def render(evaluation: Evaluation, article_of: ArticleOf) -> str:
    """Return the report; ``article_of`` gives None for an article that is not there."""
    style = _asset("report.css")
    script = _asset("report_details.js") + _asset("report.js")
    page = _environment().from_string(_asset("report.html"))
    html = page.render(
        evaluation=evaluation,
        about=evaluation.about,
        name=_name(evaluation.about),
        created=_day(_at(evaluation.about, "created")),
        measured=list(_measured(evaluation.about)),
        headlines=[
            (figure, words)
            for name, words in HEADLINES.items()
            if (figure := evaluation.figure(name))
        ],
        results=_results(evaluation),
        charts=list(_charts(evaluation)),
        tables=[
            _table("type", evaluation.figures, evaluation.by_type),
            _table("tag", evaluation.figures, evaluation.by_tag),
        ],
        seconds=[outcome.seconds for outcome in evaluation.counted if outcome.answer],
        data=_data_block(embedded(evaluation.outcomes, article_of)),
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        shown_notes=SHOWN_NOTES,
        words=RESULTS,
    )
    return html.encode(errors="replace").decode()  # half a character, as a model may send it


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        percent=_percent,
        number=_number,
        interval=_interval,
        duration=duration,
        breakable=_breakable,
    )
    environment.globals.update(
        whisker=whisker, stripe=stripe, curve=curve, histogram=histogram, at_half=at_half
    )
    environment.tests["nested"] = lambda value: isinstance(value, Mapping)
    environment.tests["several"] = lambda value: isinstance(value, (list, tuple))
    return environment


def _asset(name: str) -> str:
    return files("assistant.evaluation.report").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a content security policy that allows this style and this script, and nothing else."""
    own = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{own[0]}'; script-src 'sha256-{own[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _data_block(data: Mapping[str, Any]) -> Markup:
    """Return JSON that no text in it can end or change the meaning of."""
    return Markup(json.dumps(data, separators=(",", ":")).translate(_UNSAFE))  # noqa: S704


def _at(about: Mapping[str, Any], *keys: str) -> Any:
    """Return what lies in nested mappings under some keys; an empty text if it is not there."""
    found: Any = about
    for key in keys:
        found = found.get(key, "") if isinstance(found, Mapping) else ""
    return found


def _name(about: Mapping[str, Any]) -> str:
    """Return the test set's file with the folder that it is in, by which people know it."""
    path = PurePath(str(_at(about, "questions", "name")).replace("\\", "/"))
    return "/".join(path.parts[-2:])


def _day(created: Any) -> str:
    try:
        day = datetime.fromisoformat(str(created))
    except ValueError:
        return str(created)
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _measured(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what was measured, as far as it is known: what it is, and its name."""
    for what, keys in (
        ("Answers by", ("answerer",)),
        ("Embedder", ("index", "embedder")),
        ("Support checked by", ("support",)),
        ("Judge", ("judge",)),
    ):
        if said := _at(about, *keys):
            yield what, str(said)
        elif what == "Judge":
            yield what, "none"
    counts = [(_at(about, "index", key), key) for key in ("articles", "passages")]
    if held := [f"{n:,} {what}" for n, what in counts if isinstance(n, int)]:
        yield "Index", ", ".join(held)


def _results(evaluation: Evaluation) -> dict[str, int]:
    counted = Counter(result(outcome) for outcome in evaluation.outcomes)
    return {name: counted[name] for name in RESULTS if counted[name]}


def _charts(evaluation: Evaluation) -> Iterator[Chart]:
    known = [(metric(f.name), f) for f in evaluation.figures if _is_charted(f.name)]
    for group in GROUPS:
        mine = [(of, figure) for of, figure in known if of.group == group]
        shares = tuple(pair for pair in mine if pair[1].low >= 0 and pair[1].high <= 1)
        if mine:
            yield Chart(group, shares, tuple(pair for pair in mine if pair not in shares))


def _is_charted(name: str) -> bool:
    """Tell whether a figure is one of the main ones, or of a k that somebody has asked for."""
    return name in MAIN or cutoff(name) not in CUTOFFS


def _table(by: str, over_all: Sequence[Figure], groups: Mapping[str, Sequence[Figure]]) -> Table:
    """Put the figures of groups below those of all questions."""
    names = [name for name in BY_GROUP if any(figure.name == name for figure in over_all)]
    rows = {}
    for group, figures in {"": over_all, **groups}.items():
        known = {figure.name: figure for figure in figures}
        most = max((figure.n for figure in figures), default=0)  # "failed" counts every question
        rows[group] = (most, tuple(known.get(name) for name in names))
    return Table(by, tuple(map(metric, names)), rows if groups else {})


def _breakable(name: str) -> Markup:
    """Let a long name of a metric be broken after its underscores."""
    return Markup("_<wbr>").join(name.split("_"))


def _percent(share: float) -> str:
    """Tell a share in percent; what is not quite all or nothing never looks as if it were."""
    shown = f"{100 * share:.1f}"
    if share in (0, 1):
        shown = shown[:-2]
    elif shown in ("0.0", "100.0"):
        return "under 0.1 %" if share < 0.5 else "over 99.9 %"
    return f"{shown} %"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"


def _interval(figure: Figure) -> str:
    if figure.method == "none":
        return "no interval"
    return f"{_number(figure.low)} to {_number(figure.high)}"
