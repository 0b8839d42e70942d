from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from assistant.evaluation.evaluation import Evaluation, summarise
from assistant.evaluation.report.page import HEADLINES, render
from assistant.evaluation.report.plots import duration
from tests.assistant.evaluation.made_up import (
    ARTICLES,
    FACT,
    FAR,
    HOSTILE,
    evaluation,
    outcomes,
)


class Read(HTMLParser):
    """A page as a browser reads it: its elements, and the text in those of a metric."""

    VOID = frozenset(["meta", "link", "img", "input", "br", "wbr"])

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside: dict[str, list[str]] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in self.VOID:
            self._open.append((tag, given.get("data-metric")))

    def handle_endtag(self, tag: str) -> None:
        last, _ = self._open.pop()
        assert last == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside.setdefault(self._open[-1][0], []).append(data)
        for metric in {metric for _, metric in self._open if metric}:
            self.texts.setdefault(metric, []).append(data)

    def said(self, metric: str) -> str:
        return " ".join(" ".join(self.texts[metric]).split())


@pytest.fixture(scope="module")
def made() -> Evaluation:
    return evaluation()


@pytest.fixture(scope="module")
def html(made: Evaluation) -> str:
    return render(made, ARTICLES.get)


@pytest.fixture(scope="module")
def page(html: str) -> Read:
    return Read(html)


@pytest.fixture(scope="module")
def data(page: Read) -> dict[str, Any]:
    return json.loads(page.inside["script"][0])


def question(data: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(found for found in data["questions"] if found["id"] == id_)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(page: Read) -> None:
    ((_, policy),) = [
        (tag, given["content"]) for tag, given in page.tags
        if given.get("http-equiv") == "Content-Security-Policy"
    ]  # fmt: skip
    style, script = (
        b64encode(sha256("".join(texts).encode()).digest()).decode()
        for texts in (page.inside["style"], page.inside["script"][1:])
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not any(name in given for _, given in page.tags for name in ("style", "src", "onclick"))


def test_nothing_in_it_has_another_address_than_a_place_in_it(page: Read) -> None:
    addresses = [given["href"] or "" for _, given in page.tags if "href" in given]
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert "url(" not in page.inside["style"][0]
    assert "@import" not in page.inside["style"][0]


def test_hostile_text_stays_text(html: str, page: Read, data: dict[str, Any]) -> None:
    tags = [tag for tag, _ in page.tags]
    assert "img" not in tags
    assert "b" not in "".join(tags[: tags.index("main")]).split()
    assert tags.count("script") == 2
    assert html.count("</script") == 2
    assert html.count("</style") == 1
    assert question(data, "hostile")["question"] == HOSTILE
    assert question(data, "hostile")["answer"]["citations"][0]["quote"] == HOSTILE
    assert data["articles"]["hostile"]["pieces"] == [[0, ARTICLES["hostile"].text]]
    assert HOSTILE in page.inside["bdi"]
    assert any(HOSTILE in text for text in page.inside["li"])


@pytest.mark.parametrize("name", ["right", "contains", "f1", "span_validity", "wrongly_refused"])
def test_the_figures_shown_are_those_of_the_evaluation(
    made: Evaluation, page: Read, name: str
) -> None:
    figure = made.figure(name)
    assert figure
    between = f"{figure.low:.3f} to {figure.high:.3f}" if figure.n > 1 else "0.000 to 1.000"
    assert f"{figure.value:.3f} {between}" in page.said(name) or "no interval" in page.said(name)


def test_the_headline_gives_percentage_interval_and_number(made: Evaluation, page: Read) -> None:
    figure = made.figure("right")
    assert figure
    assert page.said("right").startswith(
        f"{100 * figure.value:.1f} % {HEADLINES['right']} 95 % interval: "
        f"{100 * figure.low:.1f} % to {100 * figure.high:.1f} %, n = {figure.n}"
    )


def test_a_share_that_is_not_all_is_not_shown_as_all(made: Evaluation) -> None:
    figures = tuple(
        replace(figure, value=0.9999, low=0.0001, high=1.0) if figure.name == "right" else figure
        for figure in made.figures
    )
    said = Read(render(replace(made, figures=figures), ARTICLES.get)).said("right")
    assert said.startswith("over 99.9 % of the questions")
    assert "95 % interval: under 0.1 % to 100 %" in said


def test_what_came_of_each_question(data: dict[str, Any]) -> None:
    assert {found["id"]: data["results"][found["result"]] for found in data["questions"]} == {
        "right": "right",
        "wrong": "wrong",
        "hostile": "right",
        "refused": "wrongly refused",
        "well-refused": "right",
        "not-refused": "should have been refused",
        "error": "error",
        "not-judged": "nothing expected",
        "left-out": "left out",
    }


def test_citations_and_expected_quotes_lead_to_the_exact_words(data: dict[str, Any]) -> None:
    found = question(data, "right")
    ((start, text),) = data["articles"]["volcano"]["pieces"]
    assert (start, text) == (0, ARTICLES["volcano"].text)
    first, last = found["answer"]["citations"][0]["span"]
    assert text[first:last] == f"on Monday. {FACT}"
    ((first, last),) = found["evidence"][0]["spans"]
    assert text[first:last] == FACT
    assert found["rank"] == 2
    assert [passage["bears"] for passage in found["retrieved"]] == ["", "quote"]


def test_a_citation_that_is_not_exact_leads_nowhere(data: dict[str, Any]) -> None:
    spans = [citation["span"] for citation in question(data, "wrong")["answer"]["citations"]]
    assert [span is None for span in spans] == [False, True]


def test_of_a_long_article_only_what_is_shown_is_in_the_file(data: dict[str, Any]) -> None:
    dam = data["articles"]["dam"]
    pieces = [text for _, text in dam["pieces"]]
    assert dam["length"] == len(ARTICLES["dam"].text) > 20_000
    assert len(pieces) == 2
    assert FAR in pieces[0]
    assert pieces[1].endswith("The end is quoted.")
    assert sum(map(len, pieces)) < 6_000
    for start, text in dam["pieces"]:
        assert ARTICLES["dam"].text[start : start + len(text)] == text


def test_an_article_that_is_only_a_passage_is_not_there_whole() -> None:
    right = outcomes()[0]
    alone = replace(right, case=replace(right.case, evidence=()), answer=None)
    made = summarise([alone], about={}, cutoffs=(4,), seed=0)
    data = json.loads(Read(render(made, ARTICLES.get)).inside["script"][0])
    assert data["articles"]["volcano"]["pieces"] == [[0, ARTICLES["volcano"].text[:80]]]


def test_an_article_that_is_gone_is_not_there(data: dict[str, Any]) -> None:
    assert "gone" not in data["articles"]
    assert question(data, "left-out")["evidence"][0]["spans"] == []


def test_head_and_notes_say_what_was_measured(html: str) -> None:
    plain = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "8 questions counted , 1 left out" in plain.replace("counted,", "counted ,")
    assert "Tuesday, 24 November 2026" in plain
    assert "1,234 articles, 5,678 passages" in plain
    assert "1 of 9 questions left out: no article of the evidence can be searched" in plain


def test_nothing_known_is_a_report_too() -> None:
    page = Read(render(summarise([], about={}, cutoffs=(1,), seed=0), ARTICLES.get))
    empty = " ".join(page.inside["p"])
    assert "No question counts" in empty
    assert "No curve" in empty
    assert "nothing to time" in empty


def test_an_answerer_without_confidence_has_no_curve(made: Evaluation) -> None:
    page = Read(render(replace(made, risk_coverage=()), ARTICLES.get))
    assert "No curve" in " ".join(page.inside["p"])


@pytest.mark.parametrize(
    ("milliseconds", "said"), [(0, "0"), (0.14, "0.14 ms"), (411.2, "411 ms"), (1_714, "1.71 s")]
)
def test_durations_in_words(milliseconds: float, said: str) -> None:
    assert duration(milliseconds) == said
