"""POST /v1/embeddings: texts as vectors, by the embedder of the index."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Response

from assistant.interfaces.openai.errors import NotHonoured
from assistant.interfaces.openai.requests import MODEL, EmbeddingsRequest, check_model
from assistant.interfaces.openai.usage import Usage
from assistant.interfaces.openai.written import written
from assistant.interfaces.server.desk import Desk
from index.embed import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def add_embeddings(router: APIRouter, desk: Desk) -> None:
    """Serve embeddings."""

    @router.post("/embeddings")
    async def embed(wanted: EmbeddingsRequest) -> Response:
        check_model(wanted.model)
        return written(await desk.run(lambda: embeddings(desk.assistant.embedder, wanted)))


def embeddings(embedder: Embedder, wanted: EmbeddingsRequest) -> dict[str, Any]:
    """Embed texts, each cut off at the embedder's limit of tokens; raises NotHonoured."""
    texts = wanted.input
    vectors = (
        list(embedder.encode_document(texts))
        if wanted.input_type == "document"
        else [embedder.encode_query(text) for text in texts]
    )
    there = len(vectors[0])
    if wanted.dimensions not in (None, there):
        raise NotHonoured(f"vectors have {there} dimensions here; leave it out", "dimensions")
    usage = Usage(sum(embedder.count_tokens(texts))).of_chat()
    return {
        "object": "list",
        "model": MODEL,
        "data": [
            {
                "object": "embedding",
                "index": number,
                "embedding": _packed(vector)
                if wanted.encoding_format == "base64"
                else vector.tolist(),
            }
            for number, vector in enumerate(vectors)
        ],
        "usage": {name: usage[name] for name in ("prompt_tokens", "total_tokens")},
    }


def _packed(vector: NDArray[np.float32]) -> str:
    """Write a vector as its bytes, little-endian, in base64."""
    return b64encode(vector.astype("<f4").tobytes()).decode()
