from __future__ import annotations

from dataclasses import replace

from assistant import Answer
from tests.assistant.rendered import ANSWER, REFUSAL


def shown(answer: Answer) -> str:
    return answer._repr_html_()


def test_a_notebook_shows_the_answer_and_the_words_that_prove_it() -> None:
    html = shown(ANSWER)
    citation = ANSWER.citations[0]
    assert f"[{citation.n}] " in html
    assert f"<blockquote>{citation.quote}</blockquote>" in html
    assert REFUSAL.text in shown(REFUSAL)


def test_what_strangers_wrote_is_shown_and_does_nothing() -> None:
    strange = "<script>alert(1)</script> \"'&"
    citation = replace(
        ANSWER.citations[0], title=strange, source=strange, quote=strange, url="javascript:alert(1)"
    )
    html = shown(replace(ANSWER, text=strange, citations=(citation,), warnings=(strange,)))
    assert "<script" not in html
    assert "javascript:" not in html
    assert html.count("&lt;script&gt;") == 5
    linked = shown(replace(ANSWER, citations=(replace(citation, url='https://a.example/"x'),)))
    assert 'href="https://a.example/&quot;x"' in linked
