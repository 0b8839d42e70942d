"""Finding the sentences of a passage that bear a drafted one, by the words they share."""

from __future__ import annotations

from assistant.answer import Span
from index.types import Passage, Sentence
from index.words import stems

_MOST = 3  # sentences of one passage
_NUMBER = 3.0  # weight of a number; that of a word is 1
# What a further sentence must bring in words that those before it lack, both of:
_LEAST = 2.0  # weight
_LEAST_SHARE = 0.2  # of the drafted sentence's whole weight, 0 to 1


def bearing_spans(text: str, passage: Passage) -> tuple[Span, ...]:
    """Return the spans of the sentences that best bear ``text``, in reading order.

    The best is the one that shares the most; another joins it for words that those before it lack.
    None is returned if no sentence shares a word.
    """
    missing = {stem: _NUMBER if stem[:1].isdigit() else 1.0 for stem in stems(text)}
    least = max(_LEAST, _LEAST_SHARE * sum(missing.values()))
    sentences = passage.sentences or (Sentence(passage.start, passage.end, passage.text),)
    shared = {sentence: set(stems(sentence.text)) & missing.keys() for sentence in sentences}
    chosen: list[Sentence] = []
    while len(chosen) < _MOST:
        gains = {s: sum(missing.get(stem, 0.0) for stem in shared[s]) for s in sentences}
        best = max(sentences, key=gains.__getitem__)
        if gains[best] < (least if chosen else 1.0):
            break
        chosen.append(best)
        for stem in shared[best]:
            missing.pop(stem, None)
    return tuple(Span(passage, s.start, s.end) for s in sorted(chosen, key=lambda s: s.start))
