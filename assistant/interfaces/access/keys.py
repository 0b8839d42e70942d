"""API keys, in a file that holds no key but only hashes.

A key is ``dl_<id>_<secret>``. Its secret is 256 bits of a cryptographic random source, so that a
plain SHA-256 keeps it: slow hashes are for what people choose, which can be guessed; at 2^256
possibilities no guess comes near, however quick the hash, and each request would pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex

from pydantic import TypeAdapter, ValidationError

from assistant.errors import SettingsError
from assistant.interfaces.access import private
from assistant.interfaces.access.scopes import Scope

FILE = "keys.json"
_NAME = re.compile(r"[A-Za-z0-9][\w.@-]{0,63}", re.ASCII)
_SHOWN = re.compile(r"dl_([0-9a-f]{12})_([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a key; ``digest`` is the SHA-256 of its secret, in hex."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    digest: str
    created: datetime
    expires: datetime | None = None

    def expired(self) -> bool:
        """Say whether its time is over."""
        return self.expires is not None and self.expires <= datetime.now(UTC)


_KEYS = TypeAdapter(tuple[Key, ...])


class Keys:
    """The keys of a folder; each look sees what any process changed before it.

    Every method raises SettingsError for a file that cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._seen: tuple[int, ...] | None = None
        self._by_id: Mapping[str, Key] = {}

    def exist(self) -> bool:
        """Say whether there ever was a key: the file remains when the last one is revoked."""
        return self._stamp() is not None

    def all(self) -> Sequence[Key]:
        """Return the keys in the order they were made, expired ones too."""
        return tuple(self._read().values())

    def add(self, name: str, scopes: Sequence[Scope], expires: datetime | None = None) -> str:
        """Make a key and return it as its user shows it, which is not kept."""
        if not _NAME.fullmatch(name):
            raise SettingsError(
                f"{name!r} cannot name a key: up to 64 letters, digits, '.', '_', '@' and '-'"
            )
        with private.locked(self.path):
            keys = self.all()
            if any(key.name == name for key in keys):
                raise SettingsError(
                    f"there is a key {name!r}: choose another name, or revoke that one first"
                )
            secret, id_ = token_hex(32), token_hex(6)
            new = Key(id_, name, tuple(scopes), _digest(secret), datetime.now(UTC), expires)
            self._write((*keys, new))
        return f"dl_{id_}_{secret}"

    def revoke(self, name: str) -> None:
        """Remove a key: it lets nobody in any more."""
        with private.locked(self.path):
            keys = self.all()
            left = tuple(key for key in keys if key.name != name)
            if len(left) == len(keys):
                raise SettingsError(f"there is no key {name!r}; `dateline keys list` names them")
            self._write(left)

    def find(self, shown: str) -> Key | None:
        """Return the key that somebody shows, if it is one of these and not expired."""
        form = _SHOWN.fullmatch(shown)
        key = self.with_id(form[1]) if form else None
        if form and key and compare_digest(_digest(form[2]), key.digest):
            return key
        return None

    def with_id(self, id_: str) -> Key | None:
        """Return a key that is not expired."""
        key = self._read().get(id_)
        return key if key and not key.expired() else None

    def _read(self) -> Mapping[str, Key]:
        stamp = self._stamp()
        if stamp is None:
            return {}
        if stamp != self._seen:
            try:
                keys = _KEYS.validate_json(self.path.read_bytes())
            except OSError as error:
                raise private.unusable(self.path, error) from error
            except ValidationError as error:
                raise SettingsError(
                    f"{self.path} does not hold keys: restore it, or delete it and make new keys"
                ) from error
            self._by_id, self._seen = {key.id: key for key in keys}, stamp
        return self._by_id

    def _stamp(self) -> tuple[int, ...] | None:
        """Tell this content of the file from any other: it is only ever replaced as a whole."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise private.unusable(self.path, error) from error
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _write(self, keys: Sequence[Key]) -> None:
        private.write(self.path, _KEYS.dump_json(tuple(keys), indent=2).decode())


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
