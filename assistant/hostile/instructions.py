"""Which words of a text speak to the machine that reads it, not to the reader of the news."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from functools import lru_cache
from html import unescape

from assistant.hostile.characters import conceals, folded
from assistant.hostile.english import (
    ADDRESS,
    ADDRESSED,
    ORDER,
    REPORTED_AFTER,
    REPORTS,
    SECOND_PERSON,
    TO_YOU,
    VERBS,
)
from assistant.hostile.signs import LEAST, probability
from assistant.hostile.tongues import orders as orders_elsewhere

_MAY_POSE = re.compile(r"[<＜\[]|[\"']\s?:|[=*#~_>-]{2}|(?:BEGIN|START|END)[ _]|[Ss]cript:")
_URL = re.compile(r"\bhttps?://[^\s)\]]{1,600}")
_LETTER = re.compile(r"[a-z]")
_GPT = re.compile(r"\b(?:chat)?gpt-?\d")
_WORD = re.compile(r"\w+")
LONGEST = 2_000  # characters of a sentence that are looked at in one piece

# What separates the turns of a conversation, or the parts of a prompt.
_TOKEN = re.compile(
    r"""<\|[\w ]{1,30}\|> | <｜[^｜>]{1,30}｜> | \[/?INST\] | <</?SYS>> | \[/?SYSTEM(?:[ _]\w+)?\]
      | <[ ]*/?[ ]*(?:source|system|assistant|user|human|instructions?|prompt|context|documents?
        |start_of_turn|end_of_turn|bos|eos|think|tool_call|function_calls?|answer|response|reply
        |messages?)(?:_\w{1,20})?\b[^<>]{0,40}>
      | <\?[ ]?(?:system|assistant|instructions?|prompt)\b
      | ["']role["']\s?:\s?["'](?:system|assistant|user|developer|tool)\b
      | ["'](?:system_prompt|instructions?|tool|tool_calls?|function|answer|response)["']
        \s?:\s?["'{[]
      | [=*\#~_>[-]{2}[ ]?(?:end|begin(?:ning)?|start)[ ]of[ ](?:(?:the|all)[ ])?
        (?:sources?|articles?|documents?|context|passages?|input|prompt|instructions?|system)\b
      | (?-i:(?:BEGIN|END|START)[ _](?:OF[ _])?(?:SYSTEM|INSTRUCTION|PROMPT|NEW|HIDDEN|ADMIN
        |ARTICLE|SOURCE|DOCUMENT|CONTEXT))\w*
      | <script\b | <style\b | javascript: """,
    re.VERBOSE | re.IGNORECASE,
)
_ROLE = re.compile(
    r"""^\W{0,20}(?:
        (?:system|assistant|user|human)(?:[ ](?:message|prompt|override|turn|note))?
          [\])>*_\s]{0,4}: (?!//)
      | [#<\[|*_={]\s?(?:ai|instructions?|override|admin)[\])>*_|\s]{0,4}:
      | [\[{]\s?(?:system|admin|administrator|developer|root|operator|override)\s?[\]}]
      | (?:todo|fixme|note)\s?[\[(](?:assistant|ai|llm|model|bot)[\])]
      | (?:answer|output|response|reply|completion)\s?=\s?[^\W\d]
      | (?:expected|required|desired|reference|target|ideal|mandatory)[ _]
          (?:answer|output|response|reply|completion)(?<!output)\s?[:=]
      | (?:expected|required|desired)[ _]output\s?[:=](?!\s?\d)
      | \#\s?(?:system|assistant|user|human|instructions?|response|input)\b\s*$
      | source\s?\[?\d{1,3}\]?\s*[:—–-]
      | [\[(]\d{1,2}[\])]\s*(?:source|article)\b.{0,30}: )""",
    re.VERBOSE | re.IGNORECASE,
)
_REPORT_OF_WORDS = re.compile(
    r"\b(?:told|said|says|instructed|asked|ordered|wrote|read|reads|reading|contain\w*|includ\w+"
    r"|message|prompt|email|e-mail|words?|phrase|sentence|called|text|hid|hidden|planted|typed"
    r"|commands?|attack\w*|such as|like|report\w*|sagte|schrieb|a dit|ecrit|dijo|escribio|сказал"
    r"|написал)\b|라고|고 말|说|說|と述べ|という"
)
_QUOTED = re.compile(
    r"“[^”]{1,600}”|„[^“”]{1,600}[“”]|«[^»]{1,600}»|「[^」]{1,600}」|『[^』]{1,600}』|\"[^\"]{1,600}\""
    r"|(?<!\w)'[^']{3,600}'(?!\w)"
)
_ENCODED = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{20,4000}={0,2}(?![\w+/])")


@lru_cache(maxsize=20_000)  # sentences, which are asked of again with each question
def instructs(text: str) -> bool:
    """Tell whether a sentence gives an order to the machine that reads it, or poses as its turn.

    An order that is reported, or quoted by a sentence that tells whose words it has, is news.
    """
    if len(text) > LONGEST:
        parts = range(0, len(text) - LONGEST // 2, LONGEST // 2)
        return any(instructs(text[part : part + LONGEST]) for part in parts)
    if conceals(text) or poses(text):
        return True
    plain = folded(text)
    if not text.isascii() and poses(plain):
        return True
    outside = unquoted(plain)
    return (
        _orders(outside)
        or _resembles_orders(text, outside)
        or any(map(_orders, map(folded, decoded(text))))
    )


def unquoted(plain: str) -> str:
    """Return a folded text without addresses, nor what it quotes if it tells whose words it has."""
    plain = _URL.sub("url", plain)
    if not _QUOTED.search(plain):
        return plain
    without = _QUOTED.sub('""', plain)
    return without if _REPORT_OF_WORDS.search(without) else plain


def poses(text: str) -> bool:
    """Tell whether a text holds what separates turns or sources, or begins as one of them."""
    text = unescape(text)
    may = _MAY_POSE.search(text)
    return bool(may and _TOKEN.search(text)) or bool(_ROLE.search(text))


def without_orders(text: str) -> str:
    """Return a sentence with "…" in place of the quotations in it that are orders."""

    def shown(quotation: re.Match[str]) -> str:
        words = quotation.group()
        return f"{words[0]}…{words[-1]}" if _orders(folded(words[1:-1])) else words

    return _QUOTED.sub(shown, text)


def decoded(text: str) -> list[str]:
    """Return what the base64 in a text says, where it says anything."""
    said = []
    for found in _ENCODED.finditer(text):
        code = found.group().rstrip("=")
        try:
            said.append(b64decode(code + "=" * (-len(code) % 4)).decode())
        except (NoBase64, UnicodeDecodeError):
            continue
    return said


def _orders(plain: str) -> bool:
    words = set(_WORD.findall(plain))
    if orders_elsewhere(plain, words):
        return True
    to_you = bool(SECOND_PERSON.search(plain))
    if words & VERBS and (_commands(plain, to_you) or (to_you and TO_YOU.search(plain))):
        return True
    return bool(words & ADDRESSED or _GPT.search(plain)) and _addresses(plain, to_you)


def _resembles_orders(text: str, plain: str) -> bool:
    if not text.isascii() and not _LETTER.search(plain):
        return False
    reported = REPORTS.search(plain) and not SECOND_PERSON.search(plain)
    return not reported and probability(text, plain) >= LEAST


def _commands(plain: str, to_you: bool) -> bool:
    return any(
        to_you or not REPORTS.search(plain, 0, order.start()) for order in ORDER.finditer(plain)
    )


def _addresses(plain: str, to_you: bool) -> bool:
    return any(
        to_you
        or not (
            REPORTS.search(plain, 0, found.start()) or REPORTED_AFTER.search(plain, found.end())
        )
        for found in ADDRESS.finditer(plain)
    )
