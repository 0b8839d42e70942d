"""What a person typed, and what in it is asked about."""

from __future__ import annotations

import re

from assistant.errors import QuestionError
from assistant.language.openings import LEADS, without_opening

LONGEST = 2_000  # characters

_LOWER_ACRONYM = re.compile(
    r"(?<!tell )(?<!told )(?<!give )(?<!let )(?<!show )(?<!help )(?<!leave )\b(?:us|uk|un|eu)\b"
)
_LEADS = re.compile(rf"\A(?:{LEADS}[\s,]+)+", re.IGNORECASE)
# What begins a request and says nothing of its matter: "Can you tell me more about", "Describe".
_REQUEST = re.compile(
    r"""(?: (?:can|could|would|will)[ ]you[ ](?:please[ ])?
            (?=tell|give|show|let|describe|explain|outline|summari[sz]e) )?
        (?: (?:tell|show|remind)[ ](?:me|us)(?:[ ](?:all|more|something|everything))?
          | (?:give[ ](?:me|us)[ ])?(?:a|an)?[ ]?(?:short[ ]|brief[ ])?(?:summary|overview)[ ]of
          | let[ ](?:me|us)[ ]know
          | describe | explain | outline | summari[sz]e
          | (?:do[ ]you|what[ ](?:do|can)[ ](?:you|we))[ ](?:know|say|tell[ ](?:me|us))
          | i(?:['’]d|[ ]would)[ ]like[ ]to[ ]know | i[ ](?:want|need)[ ]to[ ]know
          | what[ ](?:does[ ]the[ ]article|do[ ](?:the[ ])?articles)[ ](?:say|tell[ ](?:me|us))
        )
        (?:[ ]about|[ ]of)?(?=[ ]) """,
    re.IGNORECASE | re.VERBOSE,
)


def checked(typed: str) -> str:
    """Return a question as it was typed, without outer white space and half surrogate pairs.

    Raises QuestionError if it is empty or too long.
    """
    question = typed.strip().encode(errors="replace").decode()
    if not question:
        raise QuestionError("the question is empty; type what you want to know")
    if len(question) > LONGEST:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask it in at most {LONGEST:,}"
        )
    return question


def with_acronyms(question: str) -> str:
    """Give a question typed in capitals or in small letters throughout its acronyms back."""
    if question.isupper():
        question = question.lower()
    if question.islower():
        return _LOWER_ACRONYM.sub(lambda found: found.group().upper(), question)
    return question


def subject(question: str) -> str:
    """Return what a question asks about: "about the ships" for "Can you tell me about the ships".

    A question that is nothing but a request is given back whole.
    """
    rest = _LEADS.sub("", without_opening(question))
    request = _REQUEST.match(rest)
    if request:
        rest = f"about {rest[request.end() :].strip()}"
    return rest if re.search(r"\w{3}", rest.removeprefix("about ")) else question
