"""People who ask one of the thirty questions after another, for locust."""

from __future__ import annotations

from itertools import count

from locust import FastHttpUser, task

from assistant.evaluation.reading import load_cases
from tests.benchmarks.quality import QUESTIONS

ANSWERED, TURNED_AWAY = "answered", "turned away"
_QUESTIONS = [case.question for case in load_cases(QUESTIONS)]
_NUMBERS = count()


class Reader(FastHttpUser):
    """Asks, reads no longer than it takes to ask again; comes back when turned away."""

    network_timeout = connection_timeout = 120

    @task
    def ask(self) -> None:
        """Ask the next question."""
        question = _QUESTIONS[next(_NUMBERS) % len(_QUESTIONS)]
        with self.client.post(
            "/api/ask", json={"question": question}, name=ANSWERED, catch_response=True
        ) as response:
            if response.status_code == 503 and response.headers.get("retry-after"):
                response.request_meta["name"] = TURNED_AWAY
                response.success()
            elif response.status_code != 200 or not response.json()["status"]:
                response.failure(f"status {response.status_code}")
