"""What counts beside the words of a quote: other quotes, the header, and the text around it."""

from __future__ import annotations

from tests.assistant.verify.cited import judged


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
