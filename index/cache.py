"""What is made once of a model's files and kept in the user's cache folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b, file_digest
from pathlib import Path

from filelock import FileLock

from index.encoder import Encoder, ExportDamaged
from index.errors import EmbedderError
from index.hub import WEIGHTS

VERSION = 1  # of exports: grows when what index.export writes changes
_MODULES = "modules.json"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_TOLD = {".json", ".txt", ".model", ".safetensors"}  # files that say what a model does


def cache_folder() -> Path:
    """Say where Dateline keeps what it can make again: ``dateline`` in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "dateline"


def fingerprint(folder: Path) -> str:
    """Give the SHA-256 of a model's weights, first 16 hexadecimal digits.

    It is remembered for as long as that file is not touched.
    """
    weights = (folder / WEIGHTS).resolve()
    state = weights.stat()
    seen = f"{weights}\n{state.st_size}\n{state.st_mtime_ns}"
    note = cache_folder() / "fingerprints" / blake2b(seen.encode(), digest_size=16).hexdigest()
    with suppress(OSError):
        if _FINGERPRINT.fullmatch(known := note.read_text(encoding="latin-1")):
            return known
    with weights.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()[:16]
    with suppress(OSError):  # it is only a saving of time
        note.parent.mkdir(parents=True, exist_ok=True)
        draft = note.with_suffix(f".{os.getpid()}")
        draft.write_text(found, encoding="ascii")
        draft.replace(note)
    return found


def opened(folder: Path) -> Encoder:
    """Open the export of a model, made by the first who needs it; raises EmbedderError."""
    place = cache_folder() / "encoders" / f"{_key(folder)}-{VERSION}"
    try:
        return Encoder.open(place)
    except ExportDamaged:
        pass  # or not there yet
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{place}.lock"):
            try:
                return Encoder.open(place)  # another process was as fast
            except ExportDamaged:
                _make(folder, place)
        return Encoder.open(place)
    except OSError as error:
        raise EmbedderError(
            f"the embedder has to be converted once, and the result cannot be kept in"
            f" {place.parent} ({error.strerror or error}); set XDG_CACHE_HOME to a folder that can"
            " be written"
        ) from error


def _make(folder: Path, place: Path) -> None:
    """Export in a process of its own, then put the whole in its place in one step."""
    with tempfile.TemporaryDirectory(prefix=".making-", dir=place.parent) as making:
        # -P, or Python looks for our modules, and its own, in the folder that the user is in first.
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        export = Path(making) / "export"
        done = subprocess.run(  # noqa: S603 - our own module and two paths
            [sys.executable, "-P", "-m", "index.export", str(folder), str(export)],
            env={**os.environ, "PYTHONPATH": paths, "HF_HUB_OFFLINE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise EmbedderError(done.stderr.strip() or f"exporting {folder} ended in nothing")
        shutil.rmtree(place, ignore_errors=True)
        export.rename(place)


def _module_folders(folder: Path) -> set[Path]:
    try:
        modules = json.loads((folder / _MODULES).read_text(encoding="utf-8"))
        return {folder, *(folder / module["path"] for module in modules)}
    except FileNotFoundError:
        return {folder}  # a plain transformer, which sentence-transformers pools by its mean
    except (ValueError, TypeError, LookupError) as error:
        raise EmbedderError(f"{folder / _MODULES} is damaged; fetch the model again") from error


def _key(folder: Path) -> str:
    """Name what a model does: its weights, and every small file that says how they are used."""
    key = blake2b(fingerprint(folder).encode(), digest_size=16)
    for path in sorted(path for place in _module_folders(folder) for path in place.glob("*")):
        if path.suffix in _TOLD and path != folder / WEIGHTS and path.is_file():
            key.update(f"\n{path.relative_to(folder)}\n".encode())
            key.update(path.read_bytes())
    return key.hexdigest()
