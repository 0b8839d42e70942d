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
albania|albanian|albanians|tirana
algeria|algerian|algerians|algiers
angola|angolan|angolans
armenia|armenian|armenians|yerevan
austria|austrian|austrians|vienna
azerbaijan|azerbaijani|azerbaijanis|baku
bangladesh|bangladeshi|bangladeshis|dhaka
belarus|belarusian|belarusians|minsk
benin|beninese
bolivia|bolivian|bolivians
bosnia|bosnian|bosnians|sarajevo
botswana
bulgaria|bulgarian|bulgarians
burkina faso|ouagadougou
burundi|burundian|burundians
cambodia|cambodian|cambodians|phnom penh
cameroon|cameroonian|cameroonians
chile|chilean|chileans
colombia|colombian|colombians|bogotá|bogota
costa rica|costa rican|costa ricans
croatia|croatian|croatians|zagreb
cuba|cuban|cubans|havana
cyprus|cypriot|cypriots|nicosia
czech republic|czech|czechs|prague
dominica|dominican
ecuador|ecuadorian|ecuadorians|quito
el salvador|salvadoran|salvadorans
eritrea|eritrean|eritreans
estonia|estonian|estonians|tallinn
ethiopia|ethiopian|ethiopians|addis ababa
gabon|gabonese
gambia|gambian|gambians
georgia|georgian|georgians|tbilisi
ghana|ghanaian|ghanaians|accra
guatemala|guatemalan|guatemalans
guyana|guyanese
haiti|haitian|haitians
honduras|honduran|hondurans
hungary|hungarian|hungarians|budapest
iceland|icelandic|icelanders|reykjavik
indonesia|indonesian|indonesians|jakarta
jamaica|jamaican|jamaicans
jordan|jordanian|jordanians|amman
kazakhstan|kazakh|kazakhs|astana
kenya|kenyan|kenyans|nairobi
kosovo|kosovar|kosovars
kuwait|kuwaiti|kuwaitis
kyrgyzstan|kyrgyz|bishkek
laos|laotian|laotians
latvia|latvian|latvians|riga
lebanon|lebanese|beirut
liberia|liberian|liberians
libya|libyan|libyans|tripoli
lithuania|lithuanian|lithuanians|vilnius
madagascar|malagasy
malawi|malawian|malawians
malaysia|malaysian|malaysians|kuala lumpur
mali|malian|malians|bamako
mauritania|mauritanian|mauritanians
moldova|moldovan|moldovans|chisinau
mongolia|mongolian|mongolians
montenegro|montenegrin|montenegrins
morocco|moroccan|moroccans|rabat
mozambique|mozambican|mozambicans
namibia|namibian|namibians
nepal|nepali|nepalese|kathmandu
new zealand|new zealander|new zealanders
nicaragua|nicaraguan|nicaraguans
niger|nigerien|nigeriens|niamey
nigeria|nigerian|nigerians|abuja
oman|omani|omanis|muscat
panama|panamanian|panamanians
paraguay|paraguayan|paraguayans
peru|peruvian|peruvians|lima
qatar|qatari|qataris|doha
romania|romanian|romanians|bucharest
rwanda|rwandan|rwandans|kigali
senegal|senegalese|dakar
serbia|serbian|serbs|belgrade
sierra leone|sierra leonean
singapore|singaporean|singaporeans
slovakia|slovak|slovaks|bratislava
slovenia|slovenian|slovenes|ljubljana
somalia|somali|somalis|mogadishu
south sudan|south sudanese|juba
sri lanka|sri lankan|sri lankans|colombo
sudan|sudanese|khartoum
tajikistan|tajik|tajiks|dushanbe
tanzania|tanzanian|tanzanians
togo|togolese
tunisia|tunisian|tunisians|tunis
turkmenistan|turkmen
uganda|ugandan|ugandans|kampala
united arab emirates|UAE|emirati|emiratis|abu dhabi
uruguay|uruguayan|uruguayans|montevideo
uzbekistan|uzbek|uzbeks|tashkent
venezuela|venezuelan|venezuelans|caracas
yemen|yemeni|yemenis|sanaa
zambia|zambian|zambians|lusaka
zimbabwe|zimbabwean|zimbabweans|harare
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
