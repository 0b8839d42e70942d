"""Questions that ask several things of one clause: "Where and when …", "about A and about B"."""

from __future__ import annotations

import re

from assistant.parts.grammar import AUXILIARY, MEASURE, PREPOSITION, SUBJECT_BEGINS, pattern

_ADVERB = rf"(?:(?:{PREPOSITION} )?(?:when|where|why|how(?: {MEASURE})?|whom))"
_FIRST = pattern(rf"(?P<asked>{_ADVERB}(?:, {_ADVERB})*,? and {_ADVERB})(?P<rest> {AUXILIARY}.*)")
_DOES = r"(?:do|does|did|has|have|had|will|would|can|could|should|must)\b"
_LAST = pattern(
    rf"(?:(?:when|where|why|how)(?P<rest> {AUXILIARY}.*?)"
    rf"|(?:what|which|how)\b[^,?]*?(?P<of> {_DOES} {SUBJECT_BEGINS}.*?)"
    rf"|who(?P<verb> (?!{AUXILIARY})\w.*?)),? and (?P<asked>{_ADVERB})\?"
)
_COUNTED = pattern(
    rf"(?P<one>(?P<how>how many|how much|which) \w+) and (?P<two>(?P=how) \w+)"
    rf"(?P<rest> {AUXILIARY} .*)"
)
_ABOUT = pattern(
    r"(?P<head>.*?\b)(?P<asked>about .*),? and (?:what )?(?P<last>about .*?)(?P<end>[?.]?)"
)
_THING = r"the [\w-]+(?: [\w-]+)?"
_NAMED = pattern(
    rf"what (?:is|are|was|were) (?P<asked>{_THING}(?:, {_THING})*),? and (?P<last>{_THING})"
    r"(?P<rest> (?:of|for) .*)"
)
_LISTED = pattern(r",? and |, ")


def spread(question: str) -> list[str]:
    """Ask each thing by itself that one clause asks for; most ask one."""
    for ask in (_asked_first, _asked_last, _counted, _about, _named):
        if found := ask(question):
            return [one[:1].upper() + one[1:] for one in found]
    return [question]


def _asked_first(question: str) -> list[str]:
    if not (found := _FIRST.fullmatch(question)):
        return []
    return [asking + found["rest"] for asking in _LISTED.split(found["asked"])]


def _asked_last(question: str) -> list[str]:
    """Take "Who won it and when?" apart: who won is not known, so that "they" did."""
    if not (found := _LAST.fullmatch(question)):
        return []
    first = question[: found.start("asked")].rstrip().removesuffix("and").rstrip(" ,") + "?"
    rest = found["rest"] or found["of"] or f" was it that they{found['verb']}"
    return [first, f"{found['asked']}{rest}?"]


def _counted(question: str) -> list[str]:
    if not (found := _COUNTED.fullmatch(question)):
        return []
    return [found["one"] + found["rest"], found["two"] + found["rest"]]


def _about(question: str) -> list[str]:
    if not (found := _ABOUT.fullmatch(question)):
        return []
    topics = re.split(r",? (?=about )", found["asked"])
    return [f"{found['head']}{topic}{found['end']}" for topic in (*topics, found["last"])]


def _named(question: str) -> list[str]:
    if not (found := _NAMED.fullmatch(question)):
        return []
    past = re.match(r"what (?:was|were)", question, re.IGNORECASE)
    return [
        f"what {_be(thing, past=bool(past))} {thing}{found['rest']}"
        for thing in (*found["asked"].split(", "), found["last"])
    ]


def _be(thing: str, *, past: bool) -> str:
    if re.search(r"[^s]s$", thing):
        return "were" if past else "are"
    return "was" if past else "is"
