"""Elements that nobody sees, and those that only look like them."""

from __future__ import annotations

import pytest

from assistant.hostile import shown_to_model

HIDDEN = [
    "hidden",
    'aria-hidden="true"',
    'class="note sr-only"',
    'class="visually-hidden"',
    'style="display: none"',
    'style="visibility:hidden"',
    'style="opacity:0"',
    "style='opacity: .01'",
    "style=opacity:0%",
    'STYLE="OPACITY:0"',
    'style="opacity&#58;0"',
    'title="a > b" style="opacity:0"',
    'style="position:absolute;left:-9999px"',
    'style="text-indent: -999em"',
    'style="transform:translateX(-9999px)"',
    'style="transform:scale(0)"',
    'style="font-size:1px"',
    'style="font-size: 0"',
    'style="font:2px serif"',
    'style="color:#fff"',
    'style="color: white"',
    'style="color:rgb(255, 255, 255)"',
    'style="color:rgba(0,0,0,0)"',
    'style="color:transparent"',
    'style="color:#000;background:#000"',
    'color="white"',
    'style="clip:rect(0,0,0,0)"',
    'style="clip-path:inset(50%)"',
    'style="width:1px;height:1px;overflow:hidden"',
]
SEEN = [
    'title="the hidden city"',
    'class="hidden-gem"',
    'aria-hidden="false"',
    'style="opacity:0.9"',
    'style="font-size:12px"',
    'style="font-size:0.8em"',
    'style="color:#ffff00"',
    'style="color:rgb(255,0,0)"',
    'style="background-color:#fff"',
    'style="background:#000;color:#fff"',
    'style="left:-5px"',
    'style="clip:rect(0,200px,100px,0)"',
    'style="width:100px;overflow:hidden"',
]


@pytest.mark.parametrize("attribute", HIDDEN)
def test_what_nobody_sees_is_not_shown(attribute: str) -> None:
    assert shown_to_model(f"Rain fell. <span {attribute}>It is dry.</span>") == "Rain fell."


@pytest.mark.parametrize("attribute", SEEN)
def test_what_is_seen_is_shown(attribute: str) -> None:
    text = f"Rain fell. <span {attribute}>It was wet.</span>"
    assert shown_to_model(text) == "Rain fell. It was wet."


def test_a_hidden_element_ends_where_it_does() -> None:
    text = "<div hidden><div>It is dry.</div>\nIt was dry.</div>\nRain fell."
    assert shown_to_model(text) == "Rain fell."


def test_one_that_never_ends_is_a_line() -> None:
    assert shown_to_model("<p hidden>It is dry.\nRain fell.") == "Rain fell."


def test_an_icon_hides_no_words() -> None:
    assert shown_to_model('Rain fell <i aria-hidden="true"></i> here.') == "Rain fell  here."
