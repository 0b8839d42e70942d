"""What holds of every fusion of rankings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.fuse import reciprocal_rank_fusion

IDS = "abcdefgh"
Rankings = dict[str, list[str]]
RANKINGS = st.dictionaries(
    st.sampled_from(["dense", "lexical", "title", "date", "entity"]),
    st.lists(st.sampled_from(IDS), unique=True),
)


def place(rankings: Rankings, id_: str) -> int:
    return [found for found, _ in reciprocal_rank_fusion(rankings)].index(id_)


@given(RANKINGS, st.data())
def test_neither_the_names_of_the_rankings_nor_their_order_count(
    rankings: Rankings, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(list(rankings.values())))
    renamed = {str(number): ranking for number, ranking in enumerate(shuffled)}
    assert reciprocal_rank_fusion(renamed) == reciprocal_rank_fusion(rankings)


@given(RANKINGS, st.permutations(IDS))
def test_ids_are_only_names(rankings: Rankings, others: list[str]) -> None:
    renamed = dict(zip(IDS, others, strict=True))
    fused = reciprocal_rank_fusion(
        {name: [renamed[id_] for id_ in ids] for name, ids in rankings.items()}
    )
    expected = [(renamed[id_], score) for id_, score in reciprocal_rank_fusion(rankings)]
    assert fused == sorted(expected, key=lambda item: (-item[1], item[0]))


@given(RANKINGS.filter(lambda rankings: any(len(ids) > 1 for ids in rankings.values())), st.data())
def test_to_be_ranked_higher_never_hurts(rankings: Rankings, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, ids in rankings.items() if len(ids) > 1]))
    old = data.draw(st.integers(1, len(rankings[name]) - 1))
    new = data.draw(st.integers(0, old - 1))
    moved = list(rankings[name])
    id_ = moved.pop(old)
    moved.insert(new, id_)
    raised = rankings | {name: moved}
    assert place(raised, id_) <= place(rankings, id_)
    before, after = (dict(reciprocal_rank_fusion(each)) for each in (rankings, raised))
    assert after[id_] > before[id_]
    assert all(after[other] <= before[other] for other in before if other != id_)


@given(RANKINGS, st.sampled_from(IDS), st.text("xyz", min_size=1))
def test_one_more_ranking_that_has_it_lifts_what_it_has_and_nothing_else(
    rankings: Rankings, id_: str, name: str
) -> None:
    before = dict(reciprocal_rank_fusion(rankings))
    after = dict(reciprocal_rank_fusion(rankings | {name: [id_]}))
    assert after.pop(id_) > before.pop(id_, 0.0)
    assert after == before


@given(RANKINGS)
def test_everything_ranked_is_there_once_the_best_first(rankings: Rankings) -> None:
    fused = reciprocal_rank_fusion(rankings)
    ids, scores = [id_ for id_, _ in fused], [score for _, score in fused]
    assert sorted(ids) == sorted({id_ for ids_ in rankings.values() for id_ in ids_})
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= len(rankings) / 61 + 1e-12 for score in scores)
