"""Units, scales, and the words that numbers stand with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.language import numbers

FLAGS = re.ASCII | re.IGNORECASE | re.VERBOSE

# A code, then how it is written: "_" is a space, a plural in -s is understood.
_CURRENCIES = {
    "USD": "$ US$ $US U.S.$ U.S._$ dollar US_dollar U.S._dollar American_dollar",
    "EUR": "€ euro",
    "GBP": "£ UK£ British_pound pound_sterling pounds_sterling",
    "JPY": "¥ ￥ JP¥ yen Japanese_yen",
    "CNY": "CN¥ RMB yuan renminbi Chinese_yuan yuan_renminbi",
    "KRW": "₩ ￦ won Korean_won South_Korean_won",
    "INR": "₹ Rs Rs. rupee Indian_rupee",
    "AUD": "A$ AU$ Australian_dollar",
    "BRL": "R$ reais Brazilian_real",
    "CAD": "C$ CA$ Canadian_dollar",
    "CHF": "Swiss_franc",
    "HKD": "HK$ Hong_Kong_dollar",
    "ILS": "₪ shekel",
    "MXN": "Mexican_peso",
    "NGN": "₦ naira",
    "NZD": "NZ$ New_Zealand_dollar",
    "PHP": "₱ Philippine_peso",
    "PKR": "Pakistani_rupee",
    "RUB": "₽ ruble rouble Russian_ruble",
    "SGD": "S$ Singapore_dollar",
    "TRY": "₺ lira Turkish_lira",
    "TWD": "NT$ Taiwan_dollar",
    "UAH": "₴ hryvnia",
    "ZAR": "rand South_African_rand",
}
_CODES = {
    name.replace("_", " ").lower(): code
    for code, names in _CURRENCIES.items()
    for name in names.split()
} | {code.lower(): code for code in _CURRENCIES}
_PERCENT = ("%", "pc", "percent", "per cent", "pct", "percentage point")
UNITS = _CODES | dict.fromkeys(_PERCENT, "%") | {"pound": ""}
ALSO = {"¥": "CNY", "￥": "CNY", "pound": "GBP"}
SCALES = {
    name: Decimal(10) ** power
    for power, names in {
        2: "hundred",
        3: "thousand k",
        5: "lakh",
        6: "million m mn mln",
        7: "crore",
        9: "billion b bn",
        12: "trillion t tn trn",
    }.items()
    for name in names.split()
} | {"dozen": Decimal(12)}
# Parts of patterns.
BIG = "|".join(numbers.SCALES)
CENTURY = r"(?:1[5-9]|20)\d\d"
COUNTED = r"""(?:people|persons|men|women|children|kids|students|pupils|workers|employees|jobs|staff
    |troops|soldiers|civilians|migrants|refugees|residents|deaths|dead|cases|homes|houses|members
    |years|months|weeks|days|hours|minutes|times|miles|met(?:er|re)s|kilomet(?:er|re)s|feet|tons
    |tonnes|pounds|square)"""


def _either(names: Iterable[str]) -> str:
    """Return a pattern of one of several names, the longest that fits."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first)


ISO = f"(?-i:{'|'.join(_CURRENCIES)})"
SIGNS = _either(name for name in _CODES if name in ("rs", "rmb") or not name[-1].isalpha())
NOUNS = _either(n for n in UNITS if n[-1].isalpha() and n != "pc" and n.upper() not in _CURRENCIES)
