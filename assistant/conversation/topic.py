"""What a message says before its question: that the topic changes, and what it is from now on."""

from __future__ import annotations

import re

from assistant.conversation.leaning import leanings
from assistant.conversation.names import names
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.words import ASKING, AUXILIARIES
from assistant.language.openings import LEADS, without_opening

_NEW = r"(?:another|a different|a new|a further|the next|different|new|next)"
_SUBJECT = r"(?:topic|subject|question|matter|note|thing|theme)"
_CHANGE = re.compile(
    rf"\A(?:(?:{LEADS}|ok|okay|alright|all right)[\s,]+)*"
    r"(?:(?:something|anything) (?:(?:completely|entirely|quite) )?(?:else|different|new)"
    rf"|(?:on |to )?{_NEW} {_SUBJECT}"
    rf"|(?:to )?chang(?:e|ing) (?:of )?(?:the )?{_SUBJECT}"
    rf"|let['’]s (?:change|switch) (?:the )?{_SUBJECT}s?"
    r"|moving on|switching topics?)"
    r"\s*[:,.;!–—-]+\s*(?=\w)",
    re.IGNORECASE,
)
_TALK = (
    r"(?:talk|speak|ask|hear|know|learn|read|turn|go|move|come|get)(?: (?:on|back|more|something))?"
)
_TURN = (
    rf"(?:let(?:['’]s| us| me) (?:now )?{_TALK} (?:about|to)"
    rf"|I(?:['’]d| would)? (?:want|like|need|wanted)(?: now)? to {_TALK} (?:about|to)"
    r"|I(?:['’]m| am) (?:interested in|(?:\w+ )?(?:working|writing|reporting)"
    r" (?:on|about))|I have (?:a|some|another) questions? (?:about|on)"
    r"|(?:now |back )(?:to|about))"
)
_INTRODUCED = re.compile(
    rf"\A(?:(?:{LEADS}|ok|okay|sorry|no|wait|actually)[\s,]+)*(?:{_TURN}|(?:what|how) about)"
    r" (?P<topic>[^.?!:;]{2,80})[.?!:;]+\s+(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_FRONTED = re.compile(
    rf"\A(?:{LEADS}[\s,]+)*(?P<topic>[^,.?!:;]{{2,60}}),\s+"
    rf"(?P<rest>(?:{'|'.join(sorted(ASKING | AUXILIARIES))})\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_LISTS = re.compile(r"\b(?:articles?|stories|texts?|anything|something)\b")
_PIECES = (
    r"(?:(?:the|your|any|some|all|all the|an|of the) )?(?:news )?"
    r"(?:articles?|stories|texts?|reports?|information|news)"
)
_THERE = r"(?: (?:do you have|have you(?: got)?|are there|is there|there are|you have))?"
_ON = (
    r"(?:(?:that |which )?(?:are |is |were )?(?:about|on|regarding|concerning|mentioning|covering)"
    r"|(?:that |which )?(?:mentions?|covers?|discuss(?:es)?|deals? with|talks? about|speaks? of"
    r"|reports? on|tells? of))"
)
_ABOUT = re.compile(
    rf"(?:{LEADS}[\s,]+)*"
    rf"(?:{_TURN}|(?:(?:please |can you |could you )?(?:list|show|name|tell|give|find)(?: me| us)?"
    rf" {_PIECES}"
    rf"|(?:do you have|have you(?: got)?|is there|are there)"
    rf" (?:{_PIECES}|(?:any|some)thing)"
    rf"|(?:how many|which|what) {_PIECES}{_THERE}|{_PIECES}|anything"
    rf") {_ON}) (?P<topic>[^.?!:;]{{2,80}}?)(?: at all| please)?\s*[?.!]*",
    re.IGNORECASE,
)


def without_change(said: str) -> str:
    """Give what is asked without the words that only say that it is something else."""
    left = _CHANGE.sub("", said)
    return left if left == said else left[:1].upper() + left[1:]


def introduced(said: str) -> tuple[str, str] | None:
    """Give the topic that a message begins with and what it asks: "What about Oslo? Is it old?"."""
    if found := _INTRODUCED.match(said):
        return found["topic"].strip(), found["rest"]
    found = _FRONTED.match(said)  # "Oslo, is it old?"
    if not found or noun_phrase(found["topic"]) != found["topic"]:
        return None
    is_led = found.start("topic") > 0 or " " in found["topic"]  # "Sorry, who makes them?"
    is_named = is_led and any(name.start == found.start("topic") for name in names(said))
    is_topic = is_named or found["topic"].lower().startswith("the ")
    return (found["topic"], found["rest"]) if is_topic and leanings(found["rest"]) else None


def articles_about(question: str) -> tuple[str, bool] | None:
    """Give the topic of "List the articles about Oslo", and whether they are to be counted.

    None where not articles but news are asked for.
    """
    found = _ABOUT.fullmatch(without_opening(question))
    before = question[: question.rfind(found["topic"])].lower() if found else ""
    if not found or not _LISTS.search(before):
        return None
    return found["topic"], "how many" in before


def asked_of_articles(question: str) -> str:
    """Ask the articles what the catalog doesn't know: "How many articles mention Oslo?"."""
    found = _ABOUT.fullmatch(without_opening(question))
    return f"What do the articles say about {found['topic']}?" if found else question
