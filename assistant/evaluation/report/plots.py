"""The report's plots: SVG of numbers only, in percent of its box, so that it stretches with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from markupsafe import Markup

from assistant.evaluation.figures.figure import CurvePoint, Figure, Timing

BINS = 24  # of a histogram, about
_TOPS = (0.1, 0.25, 0.5, 1.0)  # of a risk axis
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing, the labels below it, and those beside it, from the top."""

    svg: Markup
    x: Markup
    y: tuple[str, ...]


def whisker(figure: Figure) -> Markup:
    """Draw a figure between 0 and 1 as a dot on its interval."""
    grid = Markup().join(_line("grid", x, 0, x, 100) for x in (0, 25, 50, 75, 100))
    low, high = (_percent(max(0.0, min(1.0, end))) for end in (figure.low, figure.high))
    interval = _line("interval", low, 50, high, 50)
    ends = _line("end", low, 32, low, 68) + _line("end", high, 32, high, 68)
    dot = Markup('<circle cx="{}%" cy="50%" r="4.5"/>').format(_percent(figure.value))
    return _svg("whisker", grid + interval + ends + dot)


def stripe(counts: Mapping[str, int]) -> Markup:
    """Draw counts as parts of one bar; the names become CSS classes."""
    of = sum(counts.values())
    bars, before = Markup(), 0
    for name, count in counts.items():
        bars += _bar(f"fill-{name}", 100 * before / of, 0, 100 * count / of, 100)
        before += count
    return _svg("stripe", bars)


def curve(points: Sequence[CurvePoint]) -> Plot:
    """Draw risk over coverage, and the risk of all answers, which any order has in the mean."""
    top = next(top for top in _TOPS if top >= max(point.risk for point in points))
    corners = [(_percent(p.coverage), _percent(1 - p.risk / top)) for p in points]
    path = " ".join(f"{x} {y}" for x, y in [(0.0, corners[0][1]), *corners])
    end_x, end_y = corners[-1]
    grid = Markup().join(
        _line("grid", x, 0, x, 100) + _line("grid", 0, x, 100, x) for x in (0, 25, 50, 75, 100)
    )
    drawn = Markup(
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">'
        '<path class="area" d="M0 100 L{} L{} 100Z"/><path class="curve" d="M{}"/></svg>'
        '<circle cx="{}%" cy="{}%" r="4.5"/>'
    ).format(path, end_x, path, end_x, end_y)
    chance = _line("chance", 0, end_y, end_x, end_y)
    ticks = tuple(f"{top * (1 - part):.3g}" for part in (0, 0.25, 0.5, 0.75, 1))
    below = _ticks((x, f"{x / 100:g}") for x in (0, 25, 50, 75, 100))
    return Plot(_svg("curve", grid + drawn + chance), below, ticks)


def histogram(seconds: Sequence[float], total: Timing) -> Plot:
    """Draw how many questions took how long; what is far beyond ``total`` is one last bar."""
    longest, limit = max(seconds), 1.5 * total.p95 / 1_000
    width = _nice(min(longest, limit) / BINS)
    beyond = longest > limit + width
    bins = max(1, ceil(round((limit if beyond else longest) / width, 6)))
    counts = [0] * (bins + beyond)
    for one in seconds:
        counts[min(int(one / width), len(counts) - 1)] += 1
    most, share = max(counts), 100 / len(counts)
    bars = Markup().join(
        _bar("bin", place * share, 100 - 100 * count / most, share * 0.92, 100 * count / most)
        for place, count in enumerate(counts)
        if count
    )
    lines = Markup().join(
        _line("at", at, 0, at, 100)
        for at in (_percent(ms / 1_000 / width / len(counts)) for ms in (total.p50, total.p95))
        if at <= 100
    )
    end = duration(bins * width * 1_000)
    last = f"over {end}, to {duration(longest * 1_000)}" if beyond else end
    half = bins // 2
    ticks = [(0.0, "0"), (half * share, duration(half * width * 1_000)), (100.0, last)]
    below = _ticks(tick for n, tick in enumerate(ticks) if n != 1 or half)
    return Plot(_svg("histogram", bars + lines), below, (f"{most:,}", "0"))


def duration(milliseconds: float) -> str:
    """Tell milliseconds, from one second on as seconds."""
    if milliseconds >= 1_000:
        return f"{milliseconds / 1_000:,.3g} s"
    return f"{milliseconds:.3g} ms" if milliseconds else "0"


def at_half(points: Iterable[CurvePoint]) -> CurvePoint | None:
    """Return the point of a curve at which half of the questions, or just below, are answered."""
    return next((a for a, b in pairwise(points) if a.coverage <= 0.5 < b.coverage), None)


def _nice(least: float) -> float:
    """Return the next round number."""
    power = 10.0 ** floor(log10(max(least, 1e-4)))
    return next(power * step for step in _NICE if power * step >= least * 0.999)


def _percent(share: float) -> float:
    return round(100 * share, 2)


def _svg(name: str, drawn: Markup) -> Markup:
    return Markup('<svg class="plot-{}" aria-hidden="true">{}</svg>').format(name, drawn)


def _ticks(labels: Iterable[tuple[float, str]]) -> Markup:
    """Write labels below an axis, those at its ends within it."""
    anchors = {0: "start", 100: "end"}
    return _svg(
        "ticks",
        Markup().join(
            Markup('<text x="{}%" y="14" text-anchor="{}">{}</text>').format(
                round(x, 2), anchors.get(round(x), "middle"), label
            )
            for x, label in labels
        ),
    )


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return Markup('<line class="{}" x1="{}%" y1="{}%" x2="{}%" y2="{}%"/>').format(
        name, x1, y1, x2, y2
    )


def _bar(name: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="{}" x="{}%" y="{}%" width="{}%" height="{}%"/>').format(
        name, round(x, 2), round(y, 2), round(width, 2), round(height, 2)
    )
