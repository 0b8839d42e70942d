"""How it bears up: many people at once, each asking again as soon as the answer is there.

python -m tests.benchmarks.load [--users 1 10 25 50 100] [--seconds 60]

One server process on loopback over the sample articles, with the settings it has by default; then
one with room for few, asked by many. It ends with 1 if any answer failed, if the 95th percentile
grew faster than the number of people, or if the full server did not turn people away at once and
answer again afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.benchmarks.quality import SAMPLES

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
ANSWERED, TURNED_AWAY = "answered", "turned away"  # as the locustfile calls them

SERVER = """
import sys
from assistant import Assistant
from assistant.config import load_settings
from assistant.interfaces.server.serving import serve
serve(Assistant.open(index=sys.argv[1]), port=0, settings=load_settings())
"""
SLACK = 1.5  # times what linear growth would give: machines are noisy


@dataclass(frozen=True, slots=True)
class Level:
    """What some people met in so many seconds; times in milliseconds, by how often."""

    users: int
    seconds: float
    answered: Mapping[int, int]
    turned_away: Mapping[int, int]
    failed: int

    @property
    def p95(self) -> float:
        """The 95th percentile of the answers' milliseconds."""
        return percentile(self.answered, 0.95)

    def __str__(self) -> str:
        answers, away = sum(self.answered.values()), sum(self.turned_away.values())
        told = f"{self.users:5} users  {answers / self.seconds:6.1f} answers/s  p50"
        told += f" {percentile(self.answered, 0.5):6.0f} ms  p95 {self.p95:6.0f} ms"
        return f"{told}  n {answers:,}, turned away {away:,}, failed {self.failed:,}"


def percentile(times: Mapping[int, int], share: float) -> float:
    """Give the time within which this share of all was done."""
    left = share * sum(times.values())
    for time, number in sorted(times.items()):
        left -= number
        if left <= 0:
            return time
    return 0.0


@contextmanager
def server(index: Path, **variables: str) -> Iterator[str]:
    """Serve an index in a process of its own, and give its address."""
    command = [sys.executable, "-c", SERVER, str(index)]
    environment = os.environ | variables
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        address = process.stdout.readline().strip().removeprefix("Dateline is at ")
        yield address
        process.terminate()


def asked_by(users: int, seconds: float, address: str) -> Level:
    """Let people ask one question after another for a while."""
    command = [sys.executable, "-m", "locust", "--locustfile", str(LOCUSTFILE), "--headless"]
    command += ["--host", address, "--users", str(users), "--spawn-rate", str(users)]
    command += [
        "--run-time",
        f"{seconds:.0f}s",
        "--stop-timeout",
        "120",
        "--json",
        "--only-summary",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    by_name = {one["name"]: one for one in json.loads(done.stdout)}
    times = {
        name: {int(ms): n for ms, n in by_name.get(name, {}).get("response_times", {}).items()}
        for name in (ANSWERED, TURNED_AWAY)
    }
    failed = sum(one["num_failures"] for one in by_name.values())
    return Level(users, seconds, times[ANSWERED], times[TURNED_AWAY], failed)


def faults(levels: Sequence[Level]) -> list[str]:
    """Say what is worse than it may be."""
    least = levels[0]
    found = [str(one) for one in levels if one.failed or one.turned_away]
    for one in levels:
        linear = least.p95 * one.users / least.users
        if one.p95 > SLACK * linear:
            found.append(f"{one.users} users: p95 {one.p95:.0f} ms, over {SLACK} x {linear:.0f} ms")
    return found


def main() -> int:
    """Print what people met at each number of them."""
    parser = argparse.ArgumentParser(description="How it bears up under many people at once.")
    parser.add_argument("--users", type=int, nargs="+", default=[1, 10, 25, 50, 100])
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([SAMPLES], index, SentenceTransformerEmbedder())
        levels = []
        with server(index) as address:
            asked_by(4, 5, address)  # it is warm then
            for users in sorted(arguments.users):
                levels.append(asked_by(users, arguments.seconds, address))
                print(levels[-1], flush=True)
        found = faults(levels)
        with server(index, DATELINE_AT_ONCE="2", DATELINE_WAITING="4") as address:
            full, after = asked_by(60, 10, address), asked_by(2, 5, address)
        print(f"\nwith room for six\n{full}\n{after}, afterwards")
        print(f"the slowest of those turned away: {max(full.turned_away, default=0)} ms")
        if full.failed or not full.turned_away or after.failed or after.turned_away:
            found.append("a full server failed")
    print("\n".join(found) or "\nno fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
