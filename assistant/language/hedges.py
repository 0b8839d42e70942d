"""What is said before a number that is not exact, as patterns."""

from __future__ import annotations

ABOUT = (
    r"about|around|approximately|roughly|some|nearly|almost|close to|(?:an? )?estimated"
    r"|just (?:over|under)"
)
AT_LEAST = (
    r"at least|over|above|more than|no (?:less|fewer) than|upwards of|as little as|minimum of"
    r"|exceed(?:s|ed|ing)?"
)
AT_MOST = (
    r"at most|up to|under|below|less than|fewer than|no more than|as (?:many|much) as|maximum of"
)
HEDGE = f"{ABOUT}|{AT_LEAST}|{AT_MOST}"
