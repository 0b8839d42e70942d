"""Which parts of a text its readers do not see: comments, scripts, elements hidden by their style.

A style is looked for in the element itself; what a style sheet hides is not known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape

_COMMENT = re.compile(
    r"<!--(?:.*?-->|.*?(?=\n\s*\n)|.*)"
    r"|\A(?:(?!<!--).)*?-->(?=[ \t]*(?:\n|\Z))"  # begun before this text
    r"|<(script|style|template|noscript)\b[^>]*>(?:.*?</\1\s*>|.*)"
    r"|^[ ]{0,3}\[[^\]\n]{1,60}\]:[ ]*(?:\#|<>|<\#>|//)[^\n]*",  # a comment in Markdown
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(/?)([a-zA-Z][\w:-]{0,40})((?:[^<>\"']|\"[^\"]{0,600}\"|'[^']{0,600}'){0,600})>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_CLASSES = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden"}
_WORD = re.compile(r"[^\W\d_]{2}")

_NOTHING = r"0*\.?0\d*%?(?![\d.%])"  # up to 0.09
_STYLE = re.compile(
    rf"""(?<![\w-])(?:
        display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | content-visibility\s*:\s*hidden
      | opacity\s*:\s*(?:{_NOTHING}|\d%) | opacity\(\s*{_NOTHING}
      | font(?:-size)?\s*:[^;\d.]{{0,30}}(?:0(?![\d.])|[0-2]?(?:\.\d+)?p[xt]\b|0?\.[01]\d*r?em\b)
      | (?:left|right|top|bottom|text-indent|margin(?:-\w+)?)\s*:\s*-\d{{3}}
      | transform\s*:\s*(?:translate\w*\([^;]{{0,20}}-\d{{3}}|scale\w*\(\s*{_NOTHING})
      | clip\s*:\s*rect\((?:[\s,]*[01](?:px)?){{4}}
      | clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)
      | (?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;[^"]*)?overflow\s*:\s*hidden )""",
    re.VERBOSE,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,60})")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]{1,60})")
_UNSEEN_COLOR = re.compile(
    r"transparent|white|#(?:f[0-9a-f]?){3}|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)"
    r"|rgba?\((?:\D{0,3}2[45]\d){3}.*|rgba\((?:[^,)]{0,9},){3}\s*0?(?:\.0\d*)?\s*\)|hsla?\(.*100%\s*\)"
)


def unseen(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text that nobody sees."""
    return [found.span() for found in _COMMENT.finditer(text)] + _elements(text)


def _elements(text: str) -> list[tuple[int, int]]:
    """Return the spans of hidden elements: to the end of its line, one that never ends."""
    tags = list(_TAG.finditer(text))
    opened: dict[str, list[int]] = defaultdict(list)
    ends: dict[int, int] = {}
    for tag in tags:
        name = tag[2].lower()
        if not tag[1]:
            opened[name].append(tag.start())
        elif opened[name]:
            ends[opened[name].pop()] = tag.end()
    spans = []
    looked = 0
    for tag in tags:
        if tag[1] or not _is_hidden(tag[3]):
            continue
        line = text.find("\n", tag.end())
        end = ends.get(tag.start(), len(text) if line < 0 else line)
        if end <= looked:  # it lies in another
            continue
        looked = end
        if _WORD.search(_TAG.sub("", text[tag.end() : end])):
            spans.append((tag.start(), end))
    return spans


def _is_hidden(attributes: str) -> bool:
    said = {
        name.lower(): unescape(value).strip("\"'").lower()
        for name, value in _ATTRIBUTE.findall(attributes)
    }
    return (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or not _CLASSES.isdisjoint(said.get("class", "").split())
        or _hides(f"{said.get('style', '')};color:{said.get('color', 'inherit')}")
    )


def _hides(style: str) -> bool:
    if _STYLE.search(style):
        return True
    background = _BACKGROUND.search(style)
    behind = background[1].strip() if background else ""
    colors = {found.strip() for found in _COLOR.findall(style)}
    return any(
        color == behind or (not behind and bool(_UNSEEN_COLOR.fullmatch(color))) for color in colors
    )
