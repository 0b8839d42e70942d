"""What can be told of a GGUF file before it is run."""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from assistant.errors import ModelError

_MAGIC = b"GGUF"
_METADATA = 1 << 26  # bytes at the beginning of a file in which its metadata lie
_TEMPLATE = b"tokenizer.chat_template"
_GIB = 1 << 30


def check(path: Path) -> None:
    """Raise ModelError unless the file is a chat model in GGUF that the memory may hold."""
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise _unusable(path, "is no GGUF file: name one, its name mostly ends in .gguf")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                # In the metadata a name stands behind its length, as 64 bits.
                name = len(_TEMPLATE).to_bytes(8, "little") + _TEMPLATE
                speaks = content.find(name, 0, _METADATA) >= 0
                size = len(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _unusable(path, f"cannot be read: {reason}; check the path in its name") from error
    if not speaks:
        raise _unusable(path, "has no chat template: choose one that is made for chat or instruct")
    memory = _memory()
    if size > memory:
        raise _unusable(
            path,
            f"takes {size / _GIB:.1f} GiB of memory, and this machine has {memory / _GIB:.1f}: "
            "choose a smaller model, or one of fewer bits",
        )


def _memory() -> int:
    """Return the bytes of memory that the machine has."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _unusable(path: Path, what: str) -> ModelError:
    return ModelError(f"the model file {path} {what}")
