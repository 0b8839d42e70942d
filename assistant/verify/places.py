"""Names of countries that stand for one another: the country, its people, its capital."""

from __future__ import annotations

import re

# What is the same to a reader of news; the first is the name that the others are read as.
_SAME = """
united states|united states of america|u.s.|u.s.a.|usa|US|america|american|americans|washington
south korea|republic of korea|south korean|south koreans|ROK|seoul
north korea|north korean|north koreans|DPRK|pyongyang
united kingdom|u.k.|UK|britain|great britain|british|briton|britons|london
european union|EU|brussels
united nations|u.n.|UN
china|chinese|beijing
japan|japanese|tokyo
russia|russian|russians|moscow|kremlin
france|french|paris
germany|german|germans|berlin
italy|italian|italians|rome
spain|spanish|madrid
ukraine|ukrainian|ukrainians|kyiv|kiev
israel|israeli|israelis|jerusalem
iran|iranian|iranians|tehran
iraq|iraqi|iraqis|baghdad
syria|syrian|syrians|damascus
turkey|turkish|turks|türkiye|ankara
egypt|egyptian|egyptians|cairo
india|indian|indians|delhi|new delhi
pakistan|pakistani|pakistanis|islamabad
afghanistan|afghan|afghans|kabul
australia|australian|australians|canberra
canada|canadian|canadians|ottawa
mexico|mexican|mexicans
brazil|brazilian|brazilians
taiwan|taiwanese|taipei
vietnam|vietnamese|hanoi
philippines|philippine|filipino|filipinos|manila
poland|polish|poles|warsaw
greece|greek|greeks|athens
netherlands|dutch|the hague
sweden|swedish|swedes|stockholm
norway|norwegian|norwegians|oslo
denmark|danish|danes|copenhagen
switzerland|swiss
ireland|irish|dublin
finland|finnish|finns
belgium|belgian|belgians
portugal|portuguese
argentina|argentine|argentines
thailand|thai|thais
myanmar|burma|burmese
wales|welsh
scotland|scottish|scots
saudi arabia|saudi|saudis|riyadh
south africa|south african|south africans|pretoria
"""


def _written(name: str) -> str:
    if name.isupper():
        return re.escape(name)
    parts = (re.escape(part[:1].upper() + part[1:]) for part in name.split())
    return r"\s".join(part.upper() if "." in part else part for part in parts).replace("OF", "of")


_FORMS = {
    re.sub(r"\W+", " ", name).strip().lower(): line.split("|")[0].replace(" ", "_")
    for line in _SAME.strip().splitlines()
    for name in line.split("|")
}
PLACE = "|".join(
    _written(name).replace(r"\sOf\s", r"\sof\s")
    for name in sorted(_SAME.replace("\n", "|").strip("|").split("|"), key=len, reverse=True)
)
"""A pattern of any of these names, as they are written."""


def normal_place(name: str) -> str:
    """Give the country that a name of `PLACE` stands for."""
    return _FORMS[re.sub(r"\W+", " ", name).strip().lower()]
