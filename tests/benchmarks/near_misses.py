"""Near-misses of a test set: each question asked of its articles less the sentences that answer it.

python -m tests.benchmarks.near_misses FOLDER [SET OTHER]

Writes articles.jsonl and questions.jsonl into FOLDER, for

    dateline evaluate FOLDER/questions.jsonl

SET and OTHER are folders with files of the same names; by default onestopqa and rgb_en_fact of
``../shared/benchmarks``. Each question of SET that has its answer in a quote is there twice: of all
articles (type ``answerable``), and with the quote's sentences cut from its article, beside all the
others (type ``near_miss``). Questions of OTHER are asked of SET's articles (type ``off_topic``).
A type is all answerable or all not: ``confidence_auroc`` is that of the tags ``near`` and ``off``,
which have the answerable questions beside one of the others.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from assistant.evaluation.cases import Case, write_cases
from assistant.evaluation.reading import load_cases
from assistant.evaluation.scores.evidence import locate
from index.articles import find, read
from index.sentences import split
from index.types import Article
from tests.benchmarks.baselines import BENCHMARKS

ARTICLES, QUESTIONS = "articles.jsonl", "questions.jsonl"
NEAR, OFF = "near", "off"


@dataclass
class NearMisses:
    """What is written: the articles by id, the questions, and how many had to be left out, why."""

    articles: dict[str, Article]
    cases: list[Case] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def ask_without_its_evidence(self, case: Case, originals: Sequence[str]) -> None:
        """Add a question twice, answerable and not, or count why that cannot be done."""
        quotes = defaultdict[str, list[str]](list)
        for evidence in case.evidence:
            quotes[evidence.article_id].append(evidence.quote)
        whole = [self.articles[id_] for id_ in quotes if id_ in self.articles]
        cut = [without(article, quotes[article.id]) for article in whole]
        if reason := _unfit(case, whole, cut):
            self.left_out[reason] += 1
            return
        self.articles |= {article.id: article for article in cut}
        beside = [id_ for id_ in originals if id_ not in quotes]
        asked = Case(f"{case.id}-near-miss", case.question, answerable=False, turns=case.turns)
        self.cases += [
            replace(case, type="answerable", tags=(NEAR, OFF), docs=tuple(originals)),
            replace(asked, type="near_miss", tags=(NEAR,), docs=(*(a.id for a in cut), *beside)),
        ]

    def ask_off_topic(self, questions: Iterable[str], originals: Sequence[str]) -> None:
        """Add another set's questions, each once."""
        self.cases += [
            Case(
                f"off-topic-{number}",
                question,
                answerable=False,
                type="off_topic",
                tags=(OFF,),
                docs=tuple(originals),
            )
            for number, question in enumerate(dict.fromkeys(questions))
        ]

    def write(self, folder: Path) -> None:
        """Write both files."""
        folder.mkdir(parents=True, exist_ok=True)
        lines = (
            json.dumps(asdict(article), ensure_ascii=False) for article in self.articles.values()
        )
        (folder / ARTICLES).write_text("\n".join(lines) + "\n", encoding="utf-8")
        write_cases(folder / QUESTIONS, self.cases)


def without(article: Article, quotes: Iterable[str]) -> Article:
    """Give an article less each sentence that a quote lies in, named by what is left of it."""
    spans = [span for quote in quotes for span in locate(quote, article.text)]
    kept, position = [], 0
    for sentence in split(article.text):
        if any(sentence.start < end and start < sentence.end for start, end in spans):
            kept.append(article.text[position : sentence.start])
            position = sentence.end
    text = "".join([*kept, article.text[position:]]).strip()
    return replace(
        article, id=f"{article.id}-{blake2b(text.encode(), digest_size=4).hexdigest()}", text=text
    )


def _unfit(case: Case, whole: Sequence[Article], cut: Sequence[Article]) -> str:
    """Say why a question makes no near-miss; empty where it does."""
    quotes = [evidence.quote for evidence in case.evidence]
    if not quotes or not all(quotes):
        return "no quote answers it"
    if len(whole) < len({e.article_id for e in case.evidence}) or any(
        len(after.text) == len(before.text) for before, after in zip(whole, cut, strict=True)
    ):
        return "its quote is not in an article"
    if not all(article.text for article in cut):
        return "nothing is left of an article"
    rest = [f"{article.title}\n{article.text}" for article in cut]
    if any(locate(words, text) for words in (*quotes, *case.answers) for text in rest):
        return "the answer's words stand elsewhere too"
    return ""


def make(
    articles: Mapping[str, Article], cases: Iterable[Case], others: Iterable[Case]
) -> NearMisses:
    """Make near-misses of questions on some articles, and ask these articles others' questions."""
    made = NearMisses(dict(articles))
    originals = list(articles)
    for case in cases:
        made.ask_without_its_evidence(case, originals)
    made.ask_off_topic((case.question for case in others if not case.turns), originals)
    return made


def main() -> None:
    """Write the files, and say what is in them."""
    folder, *given = map(Path, sys.argv[1:])
    chosen, other = given or (BENCHMARKS / "onestopqa", BENCHMARKS / "rgb_en_fact")
    files, _ = find([chosen / ARTICLES])
    articles = [item for file in files for item in read(file) if isinstance(item, Article)]
    made = make(
        {article.id: article for article in articles},
        load_cases(chosen / QUESTIONS),
        load_cases(other / QUESTIONS),
    )
    made.write(folder)
    types = [case.type for case in made.cases]
    for name in dict.fromkeys(types):
        print(f"{types.count(name):4} {name}")
    for reason, count in made.left_out.items():
        print(f"{count:4} left out: {reason}")
    print(f"{len(made.articles) - len(articles):4} articles cut, of {len(articles)}")


if __name__ == "__main__":
    main()
