"""Figures for Prometheus: requests, answers and their stages, and who waits."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.types import Answer

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The figures of one app; no label holds what people write."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "dateline_request_seconds",
            "Seconds from a request to the end of its response.",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "dateline_answers",
            "Questions that were answered, by half or not at all.",
            ("status",),
            registry=self._registry,
        )
        self._stages = Histogram(
            "dateline_stage_seconds",
            "Seconds that an answer spent in a stage.",
            ("stage",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._turned_away = Counter(
            "dateline_turned_away",
            "Questions that found too many before them.",
            registry=self._registry,
        )
        self._here = Gauge(
            "dateline_questions_here",
            "Questions that are answered or wait now.",
            registry=self._registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is its pattern, not the path that was asked for."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1_000)

    def turned_away(self) -> None:
        """Count a question that was not let in."""
        self._turned_away.inc()

    def here(self, number: int) -> None:
        """Note how many are here."""
        self._here.set(number)

    def text(self) -> bytes:
        """Write all of them in Prometheus's text format."""
        return generate_latest(self._registry)
