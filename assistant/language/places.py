"""Names of places, and which of them stand for one another: a country, its people, its capital."""

from __future__ import annotations

import re
from itertools import takewhile
from operator import eq

# The names of a country | its people, in the plural with an "s" | its capitals. To a reader of news
# all are the same; the first is the name that the others are read as.
_COUNTRIES = """
United States, United States of America, U.S., U.S.A., USA, US, America | American | Washington
South Korea, Republic of Korea, ROK | South Korean | Seoul
North Korea, DPRK | North Korean | Pyongyang
United Kingdom, U.K., UK, Britain, Great Britain | British, Briton | London
European Union, EU | | Brussels
United Nations | U.N., UN
China | Chinese | Beijing
Japan | Japanese | Tokyo
Russia | Russian, Kremlin | Moscow
France | French | Paris
Germany | German | Berlin
Italy | Italian | Rome
Spain | Spanish | Madrid
Ukraine | Ukrainian | Kyiv, Kiev
Israel | Israeli | Jerusalem
Iran | Iranian | Tehran
Iraq | Iraqi | Baghdad
Syria | Syrian | Damascus
Turkey, Türkiye | Turkish, Turks | Ankara
Egypt | Egyptian | Cairo
India | Indian | Delhi, New Delhi
Pakistan | Pakistani | Islamabad
Afghanistan | Afghan | Kabul
Australia | Australian | Canberra
Canada | Canadian | Ottawa
Mexico | Mexican
Brazil | Brazilian | Brasilia
Taiwan | Taiwanese | Taipei
Vietnam | Vietnamese | Hanoi
Philippines | Philippine, Filipino | Manila
Poland | Polish, Poles | Warsaw
Greece | Greek | Athens
Netherlands | Dutch | The Hague, Amsterdam
Sweden | Swedish, Swedes | Stockholm
Norway | Norwegian | Oslo
Denmark | Danish, Danes | Copenhagen
Switzerland | Swiss | Bern
Ireland | Irish | Dublin
Finland | Finnish, Finns | Helsinki
Belgium | Belgian
Portugal | Portuguese | Lisbon
Argentina | Argentine
Thailand | Thai | Bangkok
Myanmar, Burma | Burmese
Wales | Welsh
Scotland | Scottish, Scots
Saudi Arabia | Saudi | Riyadh
South Africa | South African | Pretoria
Albania | Albanian | Tirana
Algeria | Algerian | Algiers
Angola | Angolan | Luanda
Armenia | Armenian | Yerevan
Austria | Austrian | Vienna
Azerbaijan | Azerbaijani | Baku
Bangladesh | Bangladeshi | Dhaka
Belarus | Belarusian | Minsk
Benin | Beninese
Bolivia | Bolivian
Bosnia | Bosnian | Sarajevo
Botswana
Bulgaria | Bulgarian
Burkina Faso | | Ouagadougou
Burundi | Burundian
Cambodia | Cambodian | Phnom Penh
Cameroon | Cameroonian
Chile | Chilean
Colombia | Colombian | Bogotá, Bogota
Costa Rica | Costa Rican
Croatia | Croatian | Zagreb
Cuba | Cuban | Havana
Cyprus | Cypriot | Nicosia
Czech Republic | Czech | Prague
Dominica | Dominican
Ecuador | Ecuadorian | Quito
El Salvador | Salvadoran
Eritrea | Eritrean
Estonia | Estonian | Tallinn
Ethiopia | Ethiopian | Addis Ababa
Gabon | Gabonese
Gambia | Gambian
Georgia | Georgian | Tbilisi
Ghana | Ghanaian | Accra
Guatemala | Guatemalan
Guyana | Guyanese
Haiti | Haitian
Honduras | Honduran
Hungary | Hungarian | Budapest
Iceland | Icelandic, Icelanders | Reykjavik
Indonesia | Indonesian | Jakarta
Jamaica | Jamaican
Jordan | Jordanian | Amman
Kazakhstan | Kazakh | Astana
Kenya | Kenyan | Nairobi
Kosovo | Kosovar
Kuwait | Kuwaiti
Kyrgyzstan | Kyrgyz | Bishkek
Laos | Laotian
Latvia | Latvian | Riga
Lebanon | Lebanese | Beirut
Liberia | Liberian
Libya | Libyan | Tripoli
Lithuania | Lithuanian | Vilnius
Madagascar | Malagasy
Malawi | Malawian
Malaysia | Malaysian | Kuala Lumpur
Mali | Malian | Bamako
Mauritania | Mauritanian
Moldova | Moldovan | Chisinau
Mongolia | Mongolian
Montenegro | Montenegrin
Morocco | Moroccan | Rabat
Mozambique | Mozambican
Namibia | Namibian
Nepal | Nepali, Nepalese | Kathmandu
New Zealand | New Zealander
Nicaragua | Nicaraguan
Niger | Nigerien | Niamey
Nigeria | Nigerian | Abuja
Oman | Omani | Muscat
Panama | Panamanian
Paraguay | Paraguayan
Peru | Peruvian | Lima
Qatar | Qatari | Doha
Romania | Romanian | Bucharest
Rwanda | Rwandan | Kigali
Senegal | Senegalese | Dakar
Serbia | Serbian, Serbs | Belgrade
Sierra Leone | Sierra Leonean
Singapore | Singaporean
Slovakia | Slovak | Bratislava
Slovenia | Slovenian, Slovenes | Ljubljana
Somalia | Somali | Mogadishu
South Sudan | South Sudanese | Juba
Sri Lanka | Sri Lankan | Colombo
Sudan | Sudanese | Khartoum
Tajikistan | Tajik | Dushanbe
Tanzania | Tanzanian
Togo | Togolese
Tunisia | Tunisian | Tunis
Turkmenistan | Turkmen
Uganda | Ugandan | Kampala
United Arab Emirates, UAE | Emirati | Abu Dhabi
Uruguay | Uruguayan | Montevideo
Uzbekistan | Uzbek | Tashkent
Venezuela | Venezuelan | Caracas
Yemen | Yemeni | Sanaa
Zambia | Zambian | Lusaka
Zimbabwe | Zimbabwean | Harare
"""
# Names of places that stand for themselves alone, some of which are given names as well.
_OTHERS = """
Africa Antarctica Asia Bahrain Chad Congo England Europe Gaza Greenland Guinea Kinshasa Korea
Lesotho Luxembourg Maldives Malta Mauritius Palestine Santiago Sofia Suriname Vatican
"""
_LEAST_PREFIX = 4  # letters that a people's name shares with its country's
_PEOPLE = frozenset(["", *"n an ian ans ians ean es ese ish i ic is y".split()])


def _read() -> tuple[dict[str, str], frozenset[str]]:
    """Give the normal form of each name of a country, and those that places have."""
    forms: dict[str, str] = {}
    places = set(_OTHERS.lower().split())
    for line in _COUNTRIES.strip().splitlines():
        columns = [[*filter(None, map(str.strip, part.split(",")))] for part in line.split("|")]
        countries, people, capitals = (*columns, [], [])[:3]
        names = (*countries, *capitals, *people, *(f"{name}s" for name in people))
        forms |= dict.fromkeys(names, countries[0].lower().replace(" ", "_"))
        places.update(name.lower() for name in countries + capitals)
    return forms, frozenset(places)


_FORMS, PLACES = _read()
"""Names of countries, capitals and other places in lower case."""

PLACE = "|".join(
    re.escape(name).replace(r"\ ", r"\s") for name in sorted(_FORMS, key=len, reverse=True)
)
"""A pattern of any name of a country, its people or its capital, as they are written."""


def normal_place(name: str) -> str:
    """Give the country that a name of `PLACE` stands for."""
    return _FORMS[" ".join(name.split())]


def are_kin(one: str, other: str) -> bool:
    """Whether one name, in small letters, is that of the other's people: "korean", "korea"."""
    if one[:_LEAST_PREFIX] != other[:_LEAST_PREFIX]:
        return False
    shared = sum(takewhile(bool, map(eq, one, other)))
    return shared >= _LEAST_PREFIX and {one[shared:], other[shared:]} <= _PEOPLE
