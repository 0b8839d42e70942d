"""Evaluations and comparisons as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.evaluation.figures.metrics import MAIN, metric
from assistant.interfaces.cli.terminal import line, out, say

if TYPE_CHECKING:
    from assistant.evaluation.compare import Comparison, Difference, Flip
    from assistant.evaluation.evaluation import Evaluation
    from assistant.evaluation.figures.figure import Figure

BY_GROUP = (
    "right",
    "hits@4",
    "contains",
    "f1",
    "evidence_cited",
    "refusal_recall",
    "wrongly_refused",
)
SHOWN_FLIPS = 20
SHOWN_NOTES = 10
BESIDE = 70  # columns that a figure itself takes
WIDE = 130  # columns in which the meaning of a figure fits beside it
COMFORTABLE = 110  # columns in which a difference has room for its interval
LONGEST_GROUP = 30  # characters of a type or tag
LONGEST = 90  # characters of a question or answer


def show_evaluation(found: Evaluation) -> None:
    """Print an evaluation's main figures; the rest is in its files."""
    say(f"{line(found.about['questions']['name'])}: {_count(len(found.counted))} counted")
    say(f"answers   {line(found.about['answerer'])}")
    say(f"checked   by {line(found.about['support'])}")
    if found.about["judge"]:
        say(f"judged    by {line(found.about['judge'])}")
    main = [figure for name in MAIN if (figure := found.figure(name))]
    _print(_figures(main))
    for title, groups in (("type", found.by_type), ("tag", found.by_tag)):
        if groups:
            _print(_by_group(title, groups))
    if found.timings:
        _print(_timings(found))
    for note in found.notes[:SHOWN_NOTES]:
        say(f"note: {line(note)}")
    if len(found.notes) > SHOWN_NOTES:
        say(f"and {len(found.notes) - SHOWN_NOTES:,} notes more, in the report")


def show_comparison(found: Comparison) -> None:
    """Print what flipped, then the figures side by side."""
    better = sum(flip.became_right for flip in found.flips)
    say(
        f"{found.asked:,} questions in both; {better:,} became right,"
        f" {len(found.flips) - better:,} became wrong"
    )
    for flip in sorted(found.flips, key=lambda flip: flip.became_right)[:SHOWN_FLIPS]:
        _show_flip(flip)
    if len(found.flips) > SHOWN_FLIPS:
        say(f"and {len(found.flips) - SHOWN_FLIPS:,} more, with --json")
    main = [one for name in MAIN for one in found.differences if one.name == name]
    _print(_differences(main))
    for note in found.notes:
        say(f"note: {line(note)}")


def _show_flip(flip: Flip) -> None:
    now = "right now" if flip.became_right else "wrong now"
    say(f"{now}  {_short(flip.id)}: {_short(flip.question)}")
    say(f"   first   {_short(flip.first_answer)}", style="dim")
    say(f"   second  {_short(flip.second_answer)}", style="dim")


def _figures(main: Sequence[Figure]) -> Table:
    explained = _width() >= WIDE
    table = _table("", "", "95 % interval", "n", *([""] if explained else []))
    group = ""
    for figure in main:
        of = metric(figure.name)
        if of.group != group:
            table.add_row(f"[bold]{of.group}[/bold]")
            group = of.group
        table.add_row(
            f"  {figure.name}",
            _number(figure.value),
            _interval(figure),
            f"{figure.n:,}",
            *([shorten(of.help, _width() - BESIDE, placeholder="…")] if explained else []),
        )
    return table


def _by_group(title: str, groups: Mapping[str, Iterable[Figure]]) -> Table:
    names = {figure.name for figures in groups.values() for figure in figures}
    widest = min(max(map(len, groups)), LONGEST_GROUP)
    fitting = max((_width() - widest - 2) // (max(map(len, BY_GROUP)) + 2), 1)
    shown = [name for name in BY_GROUP if name in names][:fitting]
    table = _table(f"by {title}", *shown)
    for group, figures in groups.items():
        known = {figure.name: figure for figure in figures}
        cells = (
            f"{_number(known[name].value)} ({known[name].n})" if name in known else ""
            for name in shown
        )
        table.add_row(f"  {escape(_short(group, LONGEST_GROUP))}", *cells)
    return table


def _timings(found: Evaluation) -> Table:
    table = _table("milliseconds", "median", "95th percentile", "n")
    for stage, timing in found.timings.items():
        table.add_row(f"  {stage}", f"{timing.p50:,.0f}", f"{timing.p95:,.0f}", f"{timing.n:,}")
    return table


def _differences(differences: Sequence[Difference]) -> Table:
    with_interval = _width() >= COMFORTABLE
    between = ["difference", "95 % interval"] if with_interval else ["difference"]
    table = _table("", "first", "second", *between, "p", "n", "")
    for one in differences:
        table.add_row(
            f"  {one.name}",
            _number(one.first),
            _number(one.second),
            f"{one.difference:+.3f}",
            *([f"{one.low:+.3f} to {one.high:+.3f}"] if with_interval else []),
            f"{one.p:.3f}",
            f"{one.n:,}",
            one.verdict if one.verdict != "no difference shown" else "",
        )
    return table


def _table(first: str, *rest: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    table.add_column(first, no_wrap=True)
    for name in rest[:-1]:
        table.add_column(name, justify="right", no_wrap=True)
    justify: Literal["left", "right"] = "right" if rest[-1] else "left"
    table.add_column(rest[-1], justify=justify, no_wrap=True, overflow="ellipsis")
    return table


def _print(table: Table) -> None:
    say()
    Console(width=_width(), highlight=False).print(table)


def _width() -> int:
    """Give the columns there are: of a terminal its own, of a file enough."""
    return out.width if out.is_terminal else WIDE


def _count(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions:,} questions"


def _interval(figure: Figure) -> str:
    if figure.method == "none":
        return "none"
    return f"{_number(figure.low)} to {_number(figure.high)}"


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"


def _short(text: str, longest: int = LONGEST) -> str:
    flat = line(text)
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
