"""Faithful claims by rules: what an article says in other words, each sentence with its quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.benchmarks.claimed import Claim, Read

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = (
    {name[:3]: name for name in _MONTHS} | {"Sept": "September"} | {name: name for name in _MONTHS}
)
_NAME = r"(?:[A-Z][\w’'-]*\.? ){0,4}[A-Z][\w’'-]+"
_SAID = r"(?:said|says|noted|notes|added|warned|argued|explained)"
_DIGITS = {
    str(n): word for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)
}
_WORDS = {word: digit for digit, word in _DIGITS.items()}


def rephrase(read: Read) -> Iterator[Claim]:
    """Give the faithful claims that can be made from an article."""
    for at, text in read.telling():
        yield read.claim("verbatim", text, at, faithful=True)
        for kind, rule in RULES.items():
            if (other := rule(text)) and other != text and _quoted(other) == _quoted(text):
                yield read.claim(kind, other, at, faithful=True)
    for (first, one), (second, other) in read.neighbours():
        if (
            not re.search(r"[“”\"]", one + other)
            and re.match(r"(?:The|It|They|He|She|In) ", other)
            and not one.endswith("D.C.")
        ):
            merged = f"{one.removesuffix('.')}, and {other[0].lower()}{other[1:]}"
            yield read.claim("merged", merged, first, second, faithful=True)
        if (named := _with_name(one, other)) and named != other:
            yield read.claim("pronoun replaced", named, second, faithful=True)


def _quoted(text: str) -> list[str]:
    """Give what stands in quotation marks, which no rule may change."""
    quoted = re.findall(r"[“\"][^“”\"]+[”\"]?", text)
    return sorted(re.sub(r"\W+", "", one) for one in quoted)


def _numbers(text: str) -> str:
    text = re.sub(
        r"\$(\d[\d.,]*\d|\d)( (?:million|billion|trillion))?(?![\w-])", r"\1\2 dollars", text
    )
    text = re.sub(r"(?<=\d) per ?cent\b", "%", text).replace(" %", "%")
    text = re.sub(r"(?<=\d)%", " percent", text) if "%" in text and "percent" not in text else text
    digits = "|".join(_DIGITS)
    text = re.sub(
        rf"(?<![\d.,$€£:-])\b({digits}) (?=[a-z]+s\b)", lambda m: f"{_DIGITS[m[1]]} ", text
    )
    return re.sub(
        rf" ({'|'.join(_WORDS)}) (?!thirds|quarters|years ago)(?=[a-z]+s\b)",
        lambda m: f" {_WORDS[m[1]]} ",
        text,
    )


def _dates(text: str) -> str:
    months = "|".join(sorted(_SHORT, key=len, reverse=True))
    return re.sub(
        rf"\b({months})\.? (\d\d?)(?![\d\w–-])(,? \d{{4}}\b)?",
        lambda m: f"{m[2]} {_SHORT[m[1]]}{(m[3] or '').replace(',', '')}",
        text,
    )


def _abbreviations(text: str) -> str:
    text = re.sub(r"\bU\.S\.(?= [a-zA-Z])", "US", text)
    text = re.sub(r"\b(?:the )?United States\b", "the U.S.", text)
    text = text.replace("the the", "the")
    return re.sub(rf"\b({_NAME} [A-Z][a-z]+) \(([A-Z]{{2,5}})\)", r"\2", text)


def _said_first(text: str) -> str:
    match = re.fullmatch(
        rf"([^“”\"]+), ({_NAME}|(?:the )?[a-z]+s?) {_SAID}\.", text
    ) or re.fullmatch(r"([^“”\"]+), according to ([^,“”\"]{2,60})\.", text)
    if not match or re.search(r"\b(?:it|he|she|they|I|we)\b", match[2]):
        return ""
    return f"According to {match[2]}, {_lower(match[1])}."


def _said_last(text: str) -> str:
    match = re.fullmatch(rf"({_NAME}) {_SAID} (?:that )?([^“”\":]+)\.", text)
    if match and not match[2].endswith(".m"):
        return f"{_upper(match[2])}, {match[1]} said."
    match = re.fullmatch(r"According to ([^,“”\"]{2,60}), ([^“”\"]+)\.", text)
    return f"{_upper(match[2])}, according to {match[1]}." if match else ""


def _said_in_quotes(text: str) -> str:
    match = re.fullmatch(rf"[“\"]([^“”\"]+),[”\"] {_SAID} ({_NAME})(?:, [^“”\"]*)?\.", text)
    return f"{match[2]} said, “{match[1]}.”" if match else ""


def _moved(text: str) -> str:
    match = re.fullmatch(r"((?:In|On|At|During|Since|After) [^,“”\"]{3,40}), ([^“”\":;]+)\.", text)
    if match and not re.search(r"\b(?:and|but|which|who)\b", match[2]):
        return f"{_upper(match[2])} {match[1][0].lower()}{match[1][1:]}."
    match = re.fullmatch(r"([A-Z][^“”\":;,]{20,}) (in (?:19|20)\d\d|on [A-Z][a-z]+day)\.", text)
    return f"{_upper(match[2])}, {_lower(match[1])}." if match else ""


def _less(text: str) -> str:
    shorter = re.sub(r", (?:which|who|where) [^,]+(?:,(?!\d)|(?=\.$))", "", text)
    shorter = re.sub(r" \([^()]*\)", "", shorter)
    shorter = re.sub(
        r"^(?:But|And|So|However,|Meanwhile,|Still,) (\w)", lambda m: m[1].upper(), shorter
    )
    return re.sub(r"\b(?:also|however|indeed|meanwhile),? ", "", shorter)


def _words(text: str) -> str:
    for one, other in (
        ("more than", "over"), ("began", "started"), ("nearly", "almost"), ("around", "about"),
        ("purchased", "bought"), ("help", "assist"), ("however", "though"), ("whole", "entire"),
        ("large", "big"), ("show", "demonstrate"), ("a lot of", "many"), ("needs", "requires"),
    ):  # fmt: skip
        text = re.sub(rf"\b{one}\b(?! \w+ing)", other, text)
    return text


def _with_name(before: str, text: str) -> str:
    names = re.findall(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", before)
    begins = re.match(r"(?:He|She) (?=(?:said|says|added|also|has|had|was|is)\b)", text)
    alone = len(set(names)) == 1 and before.startswith(names[0])
    return f"{names[0]} {text[begins.end() :]}" if begins and alone else ""


def _lower(text: str) -> str:
    common = re.match(
        r"(?:The|A|An|It|There|This|In|On|Its|His|Her|Their|Most|Some|Many|They|More)\b", text
    )
    return text[0].lower() + text[1:] if common else text


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


RULES: dict[str, Callable[[str], str]] = {
    "numbers in other forms": _numbers,
    "dates in other forms": _dates,
    "abbreviations": _abbreviations,
    "speaker first": _said_first,
    "speaker last": _said_last,
    "quotation first": _said_in_quotes,
    "moved": _moved,
    "less": _less,
    "other words": _words,
}
