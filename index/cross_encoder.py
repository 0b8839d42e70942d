"""Pairs of texts to scores, by a cross-encoder on this machine: entailment, or relevance."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import EmbedderError
from index.hub import model_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

Pair = tuple[str, str]
_ENTAILMENT = {"entail", "entailment"}


class CrossEncoderModel:
    """A sequence classifier over pairs of texts, by its folder or its name on the hub.

    The model is loaded when first needed. Raises EmbedderError when it can't be had.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What the model tells apart, lower case, in the order of its outputs."""
        with self._lock:
            model = self._model
        config: Any = model.config
        names = config.id2label or {}
        return tuple(str(names.get(n, f"label_{n}")).lower() for n in range(model.num_labels))

    @cached_property
    def entailment_label(self) -> int:
        """Which of the labels says that the first text entails the second.

        The only label of a model of one, as consistency scorers are. Raises EmbedderError where
        none is named so.
        """
        if len(self.labels) == 1:
            return 0
        found = [n for n, label in enumerate(self.labels) if label in _ENTAILMENT]
        if not found:
            raise EmbedderError(
                f"the cross-encoder {self.name!r} is no NLI model: none of its labels"
                f" ({', '.join(self.labels)}) is called entailment; give one that has such a label"
            )
        return found[0]

    def entailment(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Weigh whether each premise entails its hypothesis; shape ``(n,)``, from 0 to 1."""
        label = self.entailment_label  # first, since it may refuse the model
        return self.probabilities(pairs)[:, label]

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Score texts, each after its query; shape ``(n,)``, unbounded, higher is nearer.

        Of a pair that is too long, the longer text is cut. Raises EmbedderError for a model of
        several labels.
        """
        import torch

        if len(self.labels) != 1:
            raise EmbedderError(
                f"the cross-encoder {self.name!r} is no reranker: it has {len(self.labels)} labels"
                f" ({', '.join(self.labels)}); give one that has a single label"
            )
        return self._predict(pairs, torch.nn.Identity(), "longest_first")[:, 0]

    def probabilities(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Weigh the labels of pairs of premise and hypothesis; shape ``(n, labels)``, from 0 to 1.

        Several labels add up to one. Of a pair that is too long, the premise's end is cut.
        """
        import numpy as np
        import torch

        several = len(self.labels) > 1
        activation = torch.nn.Softmax(dim=-1) if several else torch.nn.Sigmoid()
        rows = np.empty((len(pairs), len(self.labels)), dtype=np.float32)
        room = self._leave_room([hypothesis for _, hypothesis in pairs])
        for cut, wanted in (("only_first", True), ("longest_first", False)):
            at = [n for n, has_room in enumerate(room) if has_room is wanted]
            rows[at] = self._predict([pairs[n] for n in at], activation, cut)
        return rows

    def _leave_room(self, hypotheses: Sequence[str]) -> list[bool]:
        """Tell which are short enough for a premise: the tokenizer can't cut one to nothing."""
        if not hypotheses:
            return []
        with self._lock:
            tokenizer = self._model.tokenizer
            most = tokenizer.model_max_length - tokenizer.num_special_tokens_to_add(pair=True)
            encoded = tokenizer(
                list(hypotheses), add_special_tokens=False, truncation=False, verbose=False
            )
        return [len(ids) < most for ids in encoded["input_ids"]]

    def _predict(self, pairs: Sequence[Pair], activation: Any, cut: str) -> NDArray[np.float32]:
        import numpy as np
        import torch

        labels = len(self.labels)
        if not pairs:
            return np.empty((0, labels), dtype=np.float32)
        with self._lock:
            torch.set_num_threads((os.cpu_count() or 1) if len(pairs) > 16 else 1)
            rows = self._model.predict(
                list(pairs),
                activation_fn=activation,
                show_progress_bar=False,
                processing_kwargs={"text": {"truncation": cut}},
            )
        return np.asarray(rows, dtype=np.float32).reshape(len(pairs), labels)

    @cached_property
    def _model(self) -> CrossEncoder:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = str(model_folder(self.name, "cross-encoder"))
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model: CrossEncoder = CrossEncoder(
                folder,
                device="cpu",
                local_files_only=True,
                model_kwargs={"dtype": "float32"},  # halves are slow on a processor
            )
        except (ImportError, OSError, RuntimeError, ValueError, SafetensorError) as error:
            raise EmbedderError(
                f"the cross-encoder {self.name!r} cannot be loaded from {folder}: {error}"
            ) from error
        config: Any = model.config
        made = config.architectures or []
        if len(model) == 1 and not any(a.endswith("ForSequenceClassification") for a in made):
            # sentence-transformers has put a classifier of random numbers on it.
            raise EmbedderError(
                f"{self.name!r} is no cross-encoder but {', '.join(made) or 'of no known kind'};"
                " give a model that was trained to classify or score pairs of texts"
            )
        return model
