"""What the built-in checks let by: a table."""

from __future__ import annotations

import pytest

from tests.assistant.verify.cited import judged

SUPPORTED = {
    "numbers in another form": [
        ("Seoul will invest 350 billion USD.", "Seoul will invest $350 billion."),
        ("It spends 3.5% of its GDP.", "It spends 3.5 percent of its gross domestic product."),
        ("Two ships were lost.", "The navy lost 2 ships."),
        ("It took ten years.", "It took a decade."),
        ("The ten-day strike cost 10 million.", "The strike took 10 days and cost 10 million."),
        ("Trains were late for 10 years.", "In 10 long years, trains came 10 hours late."),
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
        ("Rents fell by a tenth.", "Statistics say rents fell by a tenth."),
        (
            "The center will have an observatory next year.",
            "The center, which he describes as an answer to Eden, will have an observatory"
            " next year.",
        ),
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
    "an opinion, in other words": [
        ("Kim believes the plan will fail.", "Kim doubts that the plan works."),
    ],
    "a reason, in other words": [
        ("The mill closed because of the strike.", "The mill was shut: workers were on strike."),
        ("The ferry stopped because its engine broke.", "An engine broke, so the ferry stopped."),
    ],
    "he and she": [
        ("She praised his father.", "Ann Lee praised his father."),
        ("His mother and her son sell bread.", "His mother sells bread with her son."),
        ("Women’s groups met.", "Groups of women met."),
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
        ("At most 500 people may enter.", "No more than 500 people may enter."),
        ("At least 500 people came.", "Not fewer than 500 people came."),
        ("Wages rose by $3 to $20.", "Wages rose to $20, an increase by $3."),
    ],
    "a part that does not change the meaning": [
        ("The bridge opened in May.", "The bridge, which cost $3 million, opened in May."),
    ],
}


@pytest.mark.parametrize(
    ("text", "quote"), [pair for pairs in SUPPORTED.values() for pair in pairs]
)
def test_what_says_the_same_is_supported(text: str, quote: str) -> None:
    found = judged(text, quote)
    assert (found.verdict, found.reason) == ("supported", "")
