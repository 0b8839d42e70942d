"""Questions that look like the others, and that no article answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from assistant.evaluation.cases import DRAFT, Case, name_of
from assistant.evaluation.drafts.collection import Collection, Named
from assistant.evaluation.drafts.draft import Draft
from assistant.evaluation.drafts.speakers import bare
from index.words import stems

TAGS = (DRAFT,)
_FEW = 3  # other articles that a question is put to
_SWAPPED = ("how_many", "when")


def exchanged(draft: Draft, collection: Collection, chance: random.Random) -> Case | None:
    """Put another article's person or place into a question, if nothing links it to the rest."""
    if draft.type not in _SWAPPED:
        return None
    home = draft.lines[0].article_id
    for named in collection.names(draft.question):
        kind = collection.kinds.get(named.name, "")
        if not kind or named.start == 0:
            continue
        others = [
            name
            for name, keys in collection.named.items()
            if collection.kinds[name] == kind and home not in keys and name not in draft.question
        ]
        for name in chance.sample(sorted(others), len(others)):
            if not _together(name, draft.question, named, collection):
                return _case(draft.question[: named.start] + name + draft.question[named.end :])
    return None


def asked_elsewhere(draft: Draft, collection: Collection, chance: random.Random) -> Case | None:
    """Put a question to a few articles that have neither its answer nor most of its words."""
    wanted = frozenset(stems(draft.question))
    answers = [frozenset(stems(answer)) for answer in draft.answers]
    homes = {proof.article_id for line in draft.lines for proof in collection.evidence(line)}
    fitting = [
        key
        for key, has in sorted(collection.stems.items())
        if key not in homes
        and 2 * len(wanted & has) <= len(wanted)
        and not any(answer <= has for answer in answers)
    ]
    if not fitting or not wanted:
        return None
    return _case(draft.question, tuple(chance.sample(fitting, min(_FEW, len(fitting)))))


def said_nothing(draft: Draft, collection: Collection, chance: random.Random) -> Case | None:
    """Ask what a speaker said about a name that stands in no article with the speaker's."""
    if draft.type != "who_said":
        return None
    speaker = draft.answers[-1]
    surname = frozenset(stems(speaker.split()[-1]))
    homes = {key for key, has in collection.stems.items() if surname <= has}
    far = [
        name
        for name, keys in collection.named.items()
        if _is_known(name, collection) and not keys & homes
    ]
    return _case(f"What did {speaker} say about {chance.choice(sorted(far))}?") if far else None


_MAKERS = (exchanged, said_nothing, asked_elsewhere)


def near_misses(
    drafts: Sequence[Draft], collection: Collection, chance: random.Random
) -> Iterator[tuple[Case, Draft | None]]:
    """Yield unanswerable questions by each way in turn, and the draft that one uses up."""
    made = 0
    for draft in drafts:
        make = _MAKERS[made % len(_MAKERS)]
        case = make(draft, collection, chance) or exchanged(draft, collection, chance)
        if case:
            made += 1
            yield case, draft if case.docs else None
    for draft in drafts:
        for make in _MAKERS:
            if case := make(draft, collection, chance):
                yield case, draft if case.docs else None


def _is_known(name: str, collection: Collection) -> bool:
    """Tell whether a name is of a place, or the whole name of a person."""
    kind = collection.kinds[name]
    return kind == "place" or (kind == "person" and bare(name) == name and " " in name)


def _together(name: str, question: str, named: Named, collection: Collection) -> bool:
    """Tell whether an article that mentions a name holds half of what else a question says."""
    rest = frozenset(stems(question[: named.start] + question[named.end :]))
    return any(2 * len(rest & collection.stems[k]) > len(rest) for k in collection.named[name])


def _case(question: str, docs: tuple[str, ...] = ()) -> Case:
    name = name_of(question)
    return Case(name, question, False, type="unanswerable", tags=TAGS, docs=docs)
