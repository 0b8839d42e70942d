"""What is said before a question and asks nothing: greetings, thanks, and words that lead on."""

from __future__ import annotations

import re

LEADS = (
    r"(?:and|but|or|so(?! (?:far|that|many|much)\b)|then|also|now(?! that\b)|well|plus)(?![\w'’-])"
)
"""A word that leads from what was said to a question, as a pattern: "And", "so"."""

_THANKS = r"(?:many )?(?:thanks|thank you)(?! to\b)(?: (?:a lot|so much|very much))?"
_GREETING = rf"(?>(?:hi|hello|hey|please|ok|okay|oh|hm+|{_THANKS})\b(?: (?:there|again))?)"
_REMARK = (
    r"(?:great|good|nice|cool|perfect|fine|sure|yes|yeah|right|wow|interesting|understood|all right"
    r"|alright|got it|i see|that helps|by the way|next"
    r"|(?:one more|another|next|a quick|quick|a different|different) (?:question|thing))"
)
_PAUSE = r"\s*[,.!;:–—]+\s*"
_OPENING = re.compile(
    rf"\A(?:{_GREETING}(?:{_PAUSE}|\s+)|{_REMARK}(?:{_PAUSE}|\s+(?={LEADS})))+(?=\w)",
    re.IGNORECASE,
)


def without_opening(said: str) -> str:
    """Give what is asked without the greeting, thanks or remark before it.

    What is nothing else is given back whole: "Thanks!".
    """
    return _OPENING.sub("", said)
