"""Forms of words: the past tense of a verb."""

from __future__ import annotations

import pytest

from assistant.language.irregular import past


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("reject", "rejected"),
        ("approve", "approved"),
        ("deny", "denied"),
        ("employ", "employed"),
        ("drop", "dropped"),
        ("permit", "permitted"),
        ("soar", "soared"),
        ("outlaw", "outlawed"),
        ("withdraw", "withdrew"),
        ("forbid", "forbade"),
        ("cut", "cut"),
        ("beat", "beat"),
        ("go", "went"),
    ],
)
def test_a_verb_has_its_past(verb: str, expected: str) -> None:
    assert past(verb) == expected
