"""What the built-in checks object to, and what they let by: a table for each."""

from __future__ import annotations

import pytest

from tests.assistant.verify.cited import judged

SUPPORTED = {
    "numbers in another form": [
        ("Seoul will invest 350 billion USD.", "Seoul will invest $350 billion."),
        ("It spends 3.5% of its GDP.", "It spends 3.5 percent of its gross domestic product."),
        ("Two ships were lost.", "The navy lost 2 ships."),
        ("It took ten years.", "It took a decade."),
        ("About 182 million people watched.", "In all, 181,674,817 people watched."),
        ("Two things matter: speed and price.", "Speed and price are the things that matter."),
        (
            "Among the nine who left were two from Oslo, Ann Lee and Bo Berg.",
            "Nine left, among them Ann Lee and Bo Berg of Oslo.",
        ),
    ],
    "dates in another form": [
        ("It opened on 24 December.", "It opened on Dec. 24."),
        ("They met in November 2025.", "They met last November."),
        ("The talks were on Nov. 20, 2025.", "The talks were on Nov. 20."),
        ("He resigned on Monday.", "On Monday, he resigned."),
        ("Rents are a third higher than five years ago.", "Rents rose by a third in five years."),
        ("The mill must close before May is over.", "The mill must close within May."),
        ("The bones are like those of people today.", "The bones are like those of people."),
    ],
    "names in another form": [
        ("The United States agreed.", "The U.S. agreed."),
        ("South Korea's minister resigned.", "The South Korean minister resigned."),
        ("Seoul agreed to the plan.", "South Korea agreed to the plan."),
        ("The NDS names China.", "The National Defense Strategy names China."),
        ("The Finns signed the treaty.", "Finland signed the treaty."),
        ("Although Norwegian law bans it, men hunt.", "Norwegian law bans it, but men hunt."),
        ("The National Defense Strategy names China.", "The NDS names China."),
    ],
    "who said it, said elsewhere in the sentence": [
        ("According to Kim, the alliance is changing.", "The alliance is changing, Kim said."),
        ("Kim said the alliance is changing.", "The alliance is changing, according to Kim."),
        ("Kim says it could fail.", "“It could fail,” said analyst Kim."),
        (
            "Nam is a professor at Inha University.",
            "“It works,” said Nam, a professor at Inha University.",
        ),
    ],
    "a report by a publisher, told as its fact": [
        ("Exports rose in May.", "Exports rose in May, Korea Bizwire reported."),
        ("Four people died.", "Four people died, police said."),
    ],
    "the other voice": [
        ("The appeal was rejected by the court.", "The court rejected the appeal."),
        ("Sales rose to $5 billion, 3.5 percent more.", "Sales rose 3.5 percent to $5 billion."),
        ("The minister was criticised by Tokyo.", "Tokyo criticised the minister."),
        ("Lee met Trump in Seoul.", "Trump met Lee in Seoul."),
        ("Farmers are paid by the gangs.", "Gangs pay poor farmers."),
        ("Before the ships left, the crews had signed.", "After the crews signed, the ships left."),
        ("The strike was followed by talks.", "Talks followed the strike."),
        ("The rain caused the flood.", "There was a flood because of the rain."),
        (
            "The woman known as A.B. may appeal.",
            "The woman, known by her initials A.B., may appeal.",
        ),
        (
            "Trips by pupils of five towns fell.",
            "The agency's trips for pupils of five towns fell.",
        ),
        ("Rents in Oslo are twice those of Bergen.", "Rents in Bergen are half those of Oslo."),
        (
            "In a letter this week, Lee told Ann Berg that the fair in Oslo was off.",
            "Lee sent a letter this week to Oslo mayor Ann Berg, saying the fair there was off.",
        ),
    ],
    "all and only, in other words": [
        ("Lee alone signed the treaty.", "Only Lee signed the treaty."),
        ("All 12 ships were lost.", "Every one of the 12 ships was lost."),
        ("It touches only a few people.", "It touches a few people."),
    ],
    "no, in other words": [
        ("The minister did not order the ships.", "The minister refused to order the ships."),
        ("Prices did not rise.", "Prices fell."),
        ("The summit in Singapore would not take place.", "The Singapore summit would not happen."),
        ("The mill will close if Lee does not pay.", "Unless Lee pays, the mill will close."),
        ("The towns were hit hard, mayors say.", "The towns were hit especially hard, mayors say."),
        ("The town houses migrant families.", "The town houses immigrant families."),
        ("Widows generally do not qualify.", "Widows are not generally eligible."),
        ("Many children were found.", "All children were found."),
        ("Swimming there may not be safe.", "There are questions whether it is safe to swim."),
        ("Rules keep children from swimming.", "Rules prevent children from swimming."),
        (
            "Nobody under 18 can be sent to the mines.",
            "No young person under the age of 18 can be sent to the mines.",
        ),
    ],
    "plans, told as plans": [
        ("Lee plans to visit Tokyo.", "Lee will visit Tokyo."),
        ("South Korea hopes to regain control.", "South Korea wants to regain control."),
        ("The firm will sell 30 ships.", "The firm agreed to sell 30 ships."),
        ("Berg is to rebuild the pier, as she promised.", "Berg pledged to rebuild the pier."),
        ("The firm signed a deal on the sale of 30 ships.", "The firm agreed to sell 30 ships."),
        ("Oslo's promise of higher wages came in May.", "Oslo promised in May to raise wages."),
        (
            "The mill was sold after the talks.",
            "Lee decided to sell the mill, and it was sold after the talks.",
        ),
        ("A plan to cut wages was dropped.", "The plan to cut wages was dropped."),
        ("They watched the harbor.", "They used drones to watch the harbor."),
    ],
    "more and less, from the other side": [
        ("Oslo is more crowded than Bergen.", "Bergen is less crowded than Oslo."),
        ("Trains are slower than buses in snow.", "Buses are faster than trains in snow."),
        ("Fewer ships than planes were lost.", "More planes than ships were lost."),
        ("The costs are outweighed by the gains.", "The gains of a bridge outweigh the costs."),
    ],
    "who was what, and is what": [
        ("Lee, who once was mayor of Oslo, spoke.", "Lee, a former mayor of Oslo, spoke."),
        ("President Berg signed the law.", "Former President Ann Berg signed the law."),
        ("Bo Lund, a coach, met Ann Berg.", "Mayor Ann Berg and coach Bo Lund met."),
        ("The inn was opened by chef Bo Lund.", "With Ann Berg, chef Bo Lund opened the inn."),
    ],
    "about how many": [
        ("Some 300 people work there.", "About 300 people work there."),
        ("More than 300 people work there.", "At least 300 people work there."),
        ("Wages rose by $3 to $20.", "Wages rose to $20, an increase by $3."),
    ],
    "a part that does not change the meaning": [
        ("The bridge opened in May.", "The bridge, which cost $3 million, opened in May."),
    ],
}
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
    ("text", "quote"), [pair for pairs in SUPPORTED.values() for pair in pairs]
)
def test_what_says_the_same_is_supported(text: str, quote: str) -> None:
    found = judged(text, quote)
    assert (found.verdict, found.reason) == ("supported", "")


@pytest.mark.parametrize(
    ("text", "quote", "reason"), [row for rows in UNSUPPORTED.values() for row in rows]
)
def test_what_says_something_else_is_not_and_the_reason_is_told(
    text: str, quote: str, reason: str
) -> None:
    found = judged(text, quote)
    assert found.verdict == "unsupported"
    assert reason in found.reason


def test_several_quotes_bear_a_sentence_together() -> None:
    first, second = "The bridge opened in May.", "It cost $3 million."
    text = "The bridge, which cost $3 million, opened in May."
    assert judged(text, first, second).verdict == "supported"
    assert judged(text, first).verdict == "unsupported"


def test_the_header_of_an_article_bears_who_reported_and_when() -> None:
    quote, header = "Exports rose in May.", {"source": "Yonhap", "published_at": "2025-12-24"}
    assert (
        judged("Exports rose in May, Yonhap reported on 24 December 2025.", quote, **header).verdict
        == "supported"
    )
    assert (
        judged("Exports rose in May, Reuters reported.", quote, **header).verdict == "unsupported"
    )


def test_a_name_may_stand_in_the_place_of_a_pronoun_whom_the_sentence_before_names() -> None:
    before = "Ann Lee leads the party. Bruce Bennett sees a change of habit."
    quote = "It must share the burden, he noted."
    assert (
        judged("It must share the burden, Bennett noted.", quote, before=before).verdict
        == "supported"
    )
    assert (
        judged("It must share the burden, Lee noted.", quote, before=before).verdict
        == "unsupported"
    )


def test_where_nobody_is_named_before_it_a_pronoun_may_mean_whom_the_next_sentence_names() -> None:
    quote, behind = "In May he left the town.", "Bennett was never seen there again."
    assert judged("In May, Bennett left the town.", quote, behind=behind).verdict == "supported"
    assert judged("In May, Lee left the town.", quote, behind=behind).verdict == "unsupported"


def test_a_name_may_stand_in_the_place_of_what_describes_it() -> None:
    before, quote = (
        "From all of Rwanda people come to Lee's shop.",
        "The country's first inn is red.",
    )
    assert judged("Rwanda's first inn is red.", quote, before=before).verdict == "supported"
    long = "The small African country's first inn has ten red rooms."
    assert (
        judged("Rwanda's first inn has ten red rooms.", long, before=before).verdict == "supported"
    )


def test_who_was_quoted_last_may_be_who_says_i() -> None:
    before = "“Ice is new here,” says the owner, Ann Berg. Holm is far from the sea."
    quote = "“I sold fish and now I earn money,” says the 27-year-old."
    assert (
        judged("Berg sold fish and now earns money.", quote, before=before).verdict == "supported"
    )
    assert judged("Now Ann Berg earns money.", quote, before=before).verdict == "supported"
    assert judged("Now Bo Lund earns money.", quote, before=before).verdict == "unsupported"


def test_without_a_quote_nothing_is_supported() -> None:
    assert judged("Kim resigned.").reason == "it cites nothing"


def test_in_the_midst_of_a_quotes_words_a_number_or_a_not_is_looked_at_strictly() -> None:
    quote = "Between 30 and 40 ships of the navy will sail to the islands in spring."
    other = quote.replace("40", "50")
    assert judged(other, quote, before="Some 50 crews trained.").verdict == "unsupported"
    assert judged(quote.replace("will", "will not"), quote).verdict == "unsupported"


def test_a_name_from_around_a_quote_may_be_added_but_not_swapped_in() -> None:
    before, quote = (
        "The boat is named Maria.",
        "A boat sank near the harbor of Lisbon in its first year.",
    )
    assert (
        judged(
            "Maria sank near the harbor of Lisbon in her first year.", quote, before=before
        ).verdict
        == "supported"
    )
    assert (
        judged(
            "A boat sank near the harbor of Maria in its first year.", quote, before=before
        ).verdict
        == "unsupported"
    )
