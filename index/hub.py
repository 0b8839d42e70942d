"""Model files: a folder, or a name on the model hub."""

from __future__ import annotations

from pathlib import Path

from index.errors import EmbedderError

WEIGHTS = "model.safetensors"
_NEEDED = ["*.json", "*.txt", "*.model", "*.safetensors"]  # of a model on the hub


def model_folder(name: str, kind: str) -> Path:
    """Find a model's files; a hub is asked only for a name that is not on this machine.

    ``kind`` is what messages call the model. Raises EmbedderError when it can't be had or has not
    its weights in one safetensors file.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _from_hub(name, kind)
    if not (folder / WEIGHTS).is_file():
        raise EmbedderError(
            f"{folder}: no {WEIGHTS}; give a sentence-transformers model that has its weights"
            " in that one file"
        )
    return folder


def _from_hub(name: str, kind: str) -> Path:
    from httpx2 import HTTPError
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        here = Path(snapshot_download(name, local_files_only=True))
        if (here / WEIGHTS).is_file():
            return here
    except LocalEntryNotFoundError:
        pass  # not on this machine yet
    except HFValidationError as error:
        raise EmbedderError(f"{kind} {name!r} is neither a folder nor a name on the hub") from error
    try:
        # Fails at once where a download would retry for a minute.
        HfApi().model_info(name, timeout=5)
        return Path(snapshot_download(name, allow_patterns=_NEEDED))
    except (HTTPError, OSError) as error:
        raise EmbedderError(
            f"{kind} {name!r} is not on this machine and the model hub did not give it "
            f"({type(error).__name__}); check the name and the connection, or give a folder"
        ) from error
