"""A tiny chat model of random weights as a GGUF file, which tests make since they fetch none.

It takes the bytes of UTF-8 for tokens and says whatever comes; bound by a grammar, it says what
the grammar lets it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

TEMPLATE = "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}"
CONTEXT = 4_096  # tokens
_WIDTH, _HEADS, _INNER = 32, 2, 64
_ALIGNMENT = 32  # bytes
_NORMAL, _CONTROL, _BYTE = 1, 3, 6  # kinds of token
_UNSIGNED, _INTEGER, _REAL, _TEXT, _ARRAY = 4, 5, 6, 8, 9  # kinds of value
_TOKENS = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]
_KINDS = [_CONTROL] * 3 + [_BYTE] * 256 + [_NORMAL]

Value = str | int | float | Sequence[str] | Sequence[int] | Sequence[float]


def write_model(path: Path, *, template: str | None = TEMPLATE, kind: str = "llama") -> Path:
    """Write the file; ``kind`` is the architecture that it says it is of."""
    rng = np.random.default_rng(5)
    shapes = {
        "token_embd.weight": (len(_TOKENS), _WIDTH),
        "output_norm.weight": (_WIDTH,),
        "output.weight": (len(_TOKENS), _WIDTH),
        "blk.0.attn_norm.weight": (_WIDTH,),
        "blk.0.ffn_norm.weight": (_WIDTH,),
        **{f"blk.0.attn_{part}.weight": (_WIDTH, _WIDTH) for part in ("q", "k", "v", "output")},
        "blk.0.ffn_gate.weight": (_INNER, _WIDTH),
        "blk.0.ffn_up.weight": (_INNER, _WIDTH),
        "blk.0.ffn_down.weight": (_WIDTH, _INNER),
    }
    tensors = {name: rng.normal(size=shape).astype("<f4") for name, shape in shapes.items()}
    metadata: dict[str, Value] = {
        "general.architecture": kind,
        f"{kind}.context_length": CONTEXT,
        f"{kind}.embedding_length": _WIDTH,
        f"{kind}.block_count": 1,
        f"{kind}.feed_forward_length": _INNER,
        f"{kind}.attention.head_count": _HEADS,
        f"{kind}.attention.layer_norm_rms_epsilon": 1e-5,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": _TOKENS,
        "tokenizer.ggml.scores": [0.0] * len(_TOKENS),
        "tokenizer.ggml.token_type": _KINDS,
    }
    if template is not None:
        metadata["tokenizer.chat_template"] = template
    path.write_bytes(_file(metadata, tensors))
    return path


def _file(metadata: Mapping[str, Value], tensors: Mapping[str, np.ndarray]) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata))
    head += b"".join(_string(name) + _typed(value) for name, value in metadata.items())
    data = b""
    for name, tensor in tensors.items():
        shape = tensor.shape[::-1]
        head += _string(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        head += struct.pack("<IQ", 0, len(data))
        data += _padded(tensor.tobytes())
    return _padded(head) + data


def _typed(value: Value) -> bytes:
    if isinstance(value, int):
        return struct.pack("<II", _UNSIGNED, value)
    if isinstance(value, str | float):
        kind, content = _item(value)
        return struct.pack("<I", kind) + content
    items = [_item(item) for item in value]
    head = struct.pack("<IIQ", _ARRAY, items[0][0], len(items))
    return head + b"".join(content for _, content in items)


def _item(value: str | float) -> tuple[int, bytes]:
    if isinstance(value, str):
        return _TEXT, _string(value)
    if isinstance(value, int):
        return _INTEGER, struct.pack("<i", value)
    return _REAL, struct.pack("<f", value)


def _string(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % _ALIGNMENT)
