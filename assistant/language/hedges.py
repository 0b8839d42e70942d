"""What is said before a number that is not exact, as patterns."""

from __future__ import annotations

ABOUT = (
    r"about|around|approximately|roughly|some|nearly|almost|close to|(?:an? )?estimated"
    r"|just (?:over|under)"
)
AT_LEAST = (
    r"at least|over|above|(?<!no )(?<!not )more than|(?:no|not) (?:less|fewer) than|upwards of"
    r"|as little as|minimum of|exceed(?:s|ed|ing)?"
)
AT_MOST = (
    r"at most|up to|under|below|(?<!no )(?<!not )(?:less|fewer) than|(?:no|not) more than"
    r"|as (?:many|much) as|maximum of"
)
HEDGE = f"{ABOUT}|{AT_LEAST}|{AT_MOST}"
