"""What the built-in checks object to, and the reasons that they give: a table."""

from __future__ import annotations

import pytest

from tests.assistant.verify.cited import judged

"""Sentences and their quotes."""

UNSUPPORTED = {
    "another number": [
        ("The strike ended after ten weeks.", "The strike ended after ten days.", "weeks"),
        ("The tower is 300 feet tall.", "The tower is 300 metres tall.", "feet"),
        (
            "Police said over the weekend that 300 people died.",
            "Police said over the weekend that 349 people died.",
            "300",
        ),
        ("The ban has lasted for 10 years.", "The mill shuts for ten days.", "10"),
        ("Seoul will invest $530 billion.", "Seoul will invest $350 billion.", "530"),
        ("Three ships were lost.", "Two ships were lost.", "3"),
        ("The 56th meeting was in Seoul.", "The 57th meeting was in Seoul.", "56th"),
        ("An F-15 crashed in Ohio.", "An F-16 crashed in Ohio.", "15"),
        ("Seoul will invest 350 billion euros.", "Seoul will invest $350 billion.", "350"),
        ("The navy has 8 ships and 12 planes.", "The navy has 12 ships and 8 planes.", "places"),
    ],
    "another date": [
        ("It opened on Dec. 25.", "It opened on Dec. 24.", "25 December"),
        ("They met in October 2025.", "They met last November.", "October 2025"),
        ("He resigned on Friday.", "He resigned on Monday.", "Friday"),
        ("The talks were on Dec. 24.", "The talks were on Nov. 20.", "24 December"),
    ],
    "another name": [
        ("Nigeria closed its border on Monday.", "Niger closed its border on Monday.", "Nigeria"),
        ("Ugandan troops left on Monday.", "Kenyan troops left on Monday.", "Ugandan"),
        ("Mr. Jacks signed the plan.", "Mr. Jackson signed the plan.", "Jacks"),
        ("Pete Hegseth signed it.", "Ahn Gyu-back signed it.", "Pete"),
        ("North Korea agreed.", "South Korea agreed.", "North Korea"),
        ("The army praised Tokyo.", "The army praised Seoul.", "Tokyo"),
        ("Tokyo criticised Seoul.", "Seoul criticised Tokyo.", "changed places"),
        ("Seoul was criticised by Tokyo.", "Seoul criticised Tokyo.", "changed places"),
    ],
    "more than is said": [
        ("Only Lee signed the treaty.", "Lee signed the treaty.", "Only"),
        ("Lee was the first woman to sign.", "Lee is a woman and has signed.", "the first"),
        ("All the experts call for caution.", "Experts call for caution.", "All"),
        ("The port has full control of its ships.", "The port has control of its ships.", "full"),
    ],
    "another doer": [
        (
            "The U.S. government sued three Central American parents.",
            "Three Central American parents sued the U.S. government.",
            "to whom",
        ),
        (
            "Lee is urging the lawyers to quit.",
            "A group of lawyers is urging Lee to quit.",
            "to whom",
        ),
        ("Poor farmers pay the gangs to hunt.", "Gangs pay poor farmers to hunt.", "to whom"),
        (
            "Berg brought charges against the bank.",
            "Berg was held on charges brought against him by the bank.",
            "to whom",
        ),
        ("The mayor criticized the teachers.", "He faces criticism by the teachers.", "to whom"),
        ("Guards used drones to watch thieves.", "Thieves used drones to watch guards.", "to whom"),
    ],
    "a part for the whole": [
        ("The whole letter was unreadable.", "Much of the letter was unreadable.", "opposite"),
        ("In all cases a judge must agree.", "In most cases a judge must agree.", "opposite"),
        ("Rents are twice those of Oslo.", "Rents are half those of Oslo.", "opposite"),
    ],
    "one's side for the other's": [
        (
            "Price matters more than speed.",
            "Speed – of ships, planes, trains, trucks and cars – matters more than price.",
            "two sides",
        ),
        (
            "The costs outweigh the gains, Lee said.",
            "The gains of a second bridge over the cold river outweigh the costs, Lee said.",
            "two sides",
        ),
        ("Most prefer buses to trains.", "Most prefer trains to buses.", "two sides"),
        ("Bergen is more crowded than Oslo.", "Bergen is less crowded than Oslo.", "two sides"),
        (
            "The crews were paid before they signed.",
            "After the crews had signed, they were paid.",
            "two sides",
        ),
        (
            "Because new wells are banned, there is a lack of pumps.",
            "New wells are banned because of a lack of pumps.",
            "two sides",
        ),
    ],
    "a reason of its own": [
        (
            "The long dock strike began because the baker sold warm bread.",
            "The baker sold warm bread in May.",
            "because",
        ),
        (
            "The baker sold bread because of the long dock strike.",
            "The baker sold bread in May.",
            "because",
        ),
    ],
    "an opinion that nobody gives": [
        (
            "Moss believes Berg is guilty of the charges.",
            "Berg ran a firm in Oslo, says Moss, who is looking into the sale of two ferries.",
            "Moss",
        ),
    ],
    "her for his": [
        ("Her father is a baker.", "His father is a baker.", "she"),
        ("He steers the tug.", "She steers the tug.", "he"),
        ("Rossi’s father is a baker.", "His father is a baker.", "Rossi"),
    ],
    "a made-up quotation": [
        ("Lee spoke of a “lasting peace.”", "Lee spoke of a “fragile peace.”", "lasting peace"),
    ],
    "another speaker": [
        (
            "Bennett said that the alliance is changing.",
            "The alliance is changing, Kim said.",
            "Bennett",
        ),
        ("Officials say that it works.", "Analysts say that it works.", "Analysts"),
    ],
    "an opinion told as a fact": [
        (
            "The alliance could fail within years.",
            "“The alliance could fail within years,” said Kim.",
            "only Kim",
        ),
        (
            "The alliance is in deep trouble.",
            "Analysts argue that the alliance is in deep trouble.",
            "only Analysts",
        ),
        (
            "The plan is a mistake.",
            "Nam Chang-hee, a professor, called the plan a mistake.",
            "only Nam",
        ),
        (
            "Rents will fall within two years.",
            "Rents will fall within two years, landlords predict.",
            "only landlords",
        ),
        (
            "The bridge has raised doubts about safety.",
            "“The bridge has raised doubts about safety,” two scholars wrote recently in a study.",
            "only two scholars",
        ),
        (
            "The treaty is the first of many changes.",
            "Olga Reyes, a lawyer, sees the treaty as the first of many changes.",
            "only Olga Reyes",
        ),
        (
            "The treaty is part of broader dealmaking.",
            "They view the treaty as part of broader dealmaking.",
            "only They",
        ),
    ],
    "yes for no": [
        ("Kim resigned.", "It is untrue that Kim resigned.", "leaves out"),
        (
            "The minister ordered the ships.",
            "The minister refused to order the ships.",
            "leaves out",
        ),
        ("The ships were not ordered in May.", "The ships were ordered in May.", "says no"),
        ("The navy never ordered ships.", "The navy ordered ships.", "says no"),
        ("The bid was an equal one.", "The bid was an unequal one.", "leaves out"),
        ("Prices rose in May.", "Prices fell in May.", "opposite"),
        ("The club reached its target.", "The club missed its target.", "opposite"),
        ("It strengthened the club's name.", "It damaged the club's name.", "opposite"),
        ("The court struck down the ban.", "The court upheld the ban.", "opposite"),
        ("The mill will close if Lee pays.", "The mill will close unless Lee pays.", "leaves out"),
        ("It cost less than $14 billion.", "It cost more than $14 billion.", "opposite"),
        ("Troops left after the war.", "Troops left before the war.", "opposite"),
        ("Speed matters more than price.", "Price matters more than speed.", "two sides"),
    ],
    "a plan told as done": [
        ("South Korea has regained control.", "South Korea wants to regain control.", "may be"),
        ("Lee resigned.", "Did Lee resign?", "ask"),
        ("Washington will cut the number.", "Washington could cut the number.", "may be"),
        ("Ministers agree that it will fail.", "Ministers warn it could, in time, fail.", "may be"),
        ("Ministers have signed the pact.", "Ministers will use May to sign the pact.", "may be"),
        (
            "The city has moved the families that it lost in May.",
            "The city plans to move the families that it lost in May.",
            "may be",
        ),
        ("Inky crept into a pipe.", "One theory is that Inky crept into a pipe.", "may be"),
        ("The firm sold 30 ships.", "The firm agreed to sell 30 ships.", "may be"),
        ("Oslo raised wages.", "Oslo's pledge to raise wages came in May.", "may be"),
        ("The firm paid $30 million.", "The firm pledged $30 million for the school.", "may be"),
        (
            "Berg has closed the mill, a step that unions plan to fight.",
            "Berg threatened to close the mill, a step that unions plan to fight.",
            "may be",
        ),
        ("The firm invested $3 million.", "The firm agreed to a $3 million investment.", "may be"),
        (
            "The town has decided to close the school.",
            "There is speculation that the town might close the school.",
            "may be",
        ),
    ],
    "a former or lesser role for the role": [
        ("Lee is the mayor of Oslo.", "Lee, a former mayor of Oslo, spoke.", "former"),
        ("The chief inspector signed it.", "The deputy chief inspector signed it.", "what kind"),
    ],
    "another's role": [
        ("Bo Lund is the minister.", "Minister Ann Berg and her aide Bo Lund met.", "else"),
        ("Bo Lund, the mayor, left.", "Mayor Ann Berg and coach Bo Lund left.", "else"),
    ],
    "a number meant otherwise": [
        ("Exactly 300 people work there.", "Up to 300 people work there.", "exactly"),
        ("At most 300 people work there.", "At least 300 people work there.", "opposite"),
        ("Wages rose by 4 percent.", "Wages rose to 4 percent.", "by 4"),
    ],
    "something else altogether": [
        ("Bakers love cold weather.", "Seoul signed the treaty.", "something else"),
    ],
}
"""Sentences, their quotes, and a part of the reason."""


@pytest.mark.parametrize(
    ("text", "quote", "reason"), [row for rows in UNSUPPORTED.values() for row in rows]
)
def test_what_says_something_else_is_not_and_the_reason_is_told(
    text: str, quote: str, reason: str
) -> None:
    found = judged(text, quote)
    assert found.verdict == "unsupported"
    assert reason in found.reason
