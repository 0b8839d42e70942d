"""Texts that are made to be slow to look at."""

from __future__ import annotations

import pytest

from assistant.hostile import asked, guarded, shown_to_model
from tests.assistant.sources import passage

SLOW = {
    "tags that hide and never end": "<a hidden " * 4_000,
    "elements in elements that hide": "<b hidden>" * 2_000 + "</b>" * 2_000 + "Rain fell.",
    "infinitives at what may be beginnings": "nur ausgeben ecrire solo . " * 1_500,
    "signs after which an order may begin": "".join(f"de {n}" + ": " * 900 for n in range(40)),
    "letters that are two": "".join(f"{n}" + "ﬀ" * 1_900 for n in range(60)),
    "signs that may be letters": "".join(f"a {n}" + "@@@b" * 475 for n in range(100)),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_they_are_looked_at_in_time(text: str) -> None:
    assert guarded([passage("a", text)])
    assert asked(text)
    assert shown_to_model(text)
