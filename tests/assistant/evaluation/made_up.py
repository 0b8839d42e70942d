"""A small evaluation in which everything has happened that can happen to a question."""

from __future__ import annotations

from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.evaluation import Evaluation, summarise
from assistant.evaluation.scores.outcome import Judgement, Outcome, Retrieved
from assistant.evaluation.scores.ranking import Ranking
from assistant.types import Answer, AnswerSentence, Citation, Status, Turn
from index.types import Article

HOSTILE = (
    "</script><img src=x onerror=\"document.title='owned'\"><!--<script> {{ 7 * 7 }} "
    "<b>\u2028&amp;\u202e</style>"
)
FACT = "Nobody was hurt, the mayor said."
FAR = "The dam was opened in 1961."
ARTICLES = {
    article.id: article
    for article in (
        Article(
            "volcano",
            f"🌋🌋 The volcano erupted on Monday. {FACT} It had slept for 90 years.\n\nThe end.",
            "Volcano wakes",
            "The Herald",
            "A. Writer",
            "https://news.example/volcano",
            "2025-03-01",
        ),
        Article("hostile", f"Before. {HOSTILE} After it.", HOSTILE, HOSTILE, url="javascript:x"),
        Article("dam", f"{'Water. ' * 2_000}{FAR} {'Stone. ' * 2_000}The end is quoted.", "Dam"),
        Article("arabic", "قال العمدة إن أحدا لم يصب. عاد الهدوء إلى المدينة.", "بركان"),
    )
}


def cited(n: int, article_id: str, quote: str, shift: int = 0) -> Citation:
    """Cite an article's words, or, with a shift, the wrong ones."""
    article = ARTICLES[article_id]
    start = article.text.index(quote) + shift
    return Citation(
        n,
        article.id,
        article.title,
        article.source,
        article.author,
        article.url,
        article.published_at,
        quote,
        start,
        start + len(quote),
    )


def answer(*citations: Citation, status: Status = "answered", text: str = "") -> Answer:
    """Answer with a sentence for each citation."""
    sentences = tuple(AnswerSentence(c.quote, (c.n,), "supported") for c in citations)
    return Answer(
        "?",
        status,
        text or " ".join(f"{sentence.text} [{n}]" for n, sentence in enumerate(sentences, 1)),
        sentences,
        citations,
        "made up",
        timings_ms={"searching": 20.0, "answering": 200.0},
        confidence=0.25 if status == "refused" else 0.75,
    )


def scored(right: float, *, refused: float = 0.0, unanswerable: float = 0.0) -> dict[str, float]:
    """Give the scores that the report makes something of."""
    return {
        "right": right,
        "failed": 0.0,
        "refused": refused,
        "answered": 1 - refused,
        "unanswerable": unanswerable,
        "confidence": 0.25 if refused else 0.75,
    }


def outcomes() -> list[Outcome]:
    """Give an outcome of each kind."""
    fact = Evidence("volcano", FACT)
    refusal = answer(status="refused", text="The articles do not say.")
    there = Ranking(("volcano 60-80", "quote 1"), ("quote 1",), ("quote 1",), (2,))
    return [
        Outcome(
            Case("right", "Who was hurt?", True, answers=("Nobody",), evidence=(fact,), type="one"),
            "Who was hurt by the volcano?",
            (Retrieved("volcano", 60, 80, 0.5), Retrieved("volcano", 0, 68, 0.25)),
            answer(cited(1, "volcano", f"on Monday. {FACT}")),
            0.5,
            rankings={"quote": there},
            scores={**scored(1), "contains": 1.0, "f1": 0.5, "hits@4": 1.0, "evidence_cited": 1.0},
            judgement=Judgement({"judged_faithful": 0.5}, ("judged_relevant",), (("One", True),)),
        ),
        Outcome(
            Case("wrong", "When was it?", True, answers=("1961",), evidence=(Evidence("dam", FAR),),
                 type="two", tags=("date", HOSTILE)),
            "When was it?",
            (Retrieved("volcano", 0, 20, 0.5),),
            answer(cited(1, "dam", "The end is quoted."), cited(2, "volcano", FACT, shift=1)),
            1.5,
            rankings={"quote": Ranking(("volcano 0-20",), ("quote 1",), (), (0,))},
            scores={**scored(0), "contains": 0.0, "f1": 0.0, "hits@4": 0.0, "span_validity": 0.5},
        ),
        Outcome(
            Case("hostile", HOSTILE, True, (Turn("user", HOSTILE),), (HOSTILE,),
                 (Evidence("hostile", "After it."),), HOSTILE),
            HOSTILE,
            (Retrieved("hostile", 0, 40, 0.5),),
            answer(cited(1, "hostile", HOSTILE)),
            0.7,
            scores={**scored(1), "contains": 1.0, "f1": 1.0},
        ),
        Outcome(
            Case("refused", "ماذا قال العمدة؟", True, answers=("لم يصب أحد",),
                 evidence=(Evidence("arabic"),), type="two"),
            answer=refusal,
            seconds=0.1,
            scores={**scored(0, refused=1), "contains": 0.0, "f1": 0.0},
        ),
        Outcome(
            Case("well-refused", "Who won?", False, type="none"),
            answer=refusal,
            seconds=0.1,
            scores=scored(1, refused=1, unanswerable=1),
        ),
        Outcome(
            Case("not-refused", "Who lost?", False, type="none"),
            answer=answer(cited(1, "volcano", FACT)),
            seconds=0.2,
            scores=scored(0, unanswerable=1),
        ),
        Outcome(Case("error", "Broken?", True), error=HOSTILE, scores={"failed": 1.0}),
        Outcome(
            Case("not-judged", "And then?", True),
            answer=answer(cited(1, "volcano", FACT)),
            seconds=0.3,
            scores={"failed": 0.0, "refused": 0.0, "answered": 1.0, "unanswerable": 0.0},
        ),
        Outcome(
            Case("left-out", "Gone?", True, evidence=(Evidence("gone", "x"),)),
            left_out="no article of the evidence can be searched",
            lost=(("gone", "is not indexed"),),
        ),
    ]  # fmt: skip


def evaluation() -> Evaluation:
    """Give the whole of it."""
    about = {
        "questions": {"name": f"sets/{HOSTILE.replace('/', '|')}", "n": 9},
        "created": "2026-11-24T19:18:00+00:00",
        "answerer": "made up",
        "index": {"articles": 1_234, "passages": 5_678, "embedder": "tiny"},
        "packages": {HOSTILE: "1.0"},
        "seed": 7,
    }
    return summarise(outcomes(), about=about, cutoffs=(1, 4), seed=0)
