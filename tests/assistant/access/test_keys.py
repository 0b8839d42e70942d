"""API keys: what is kept of them, and `dateline keys`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.interfaces.access.keys import Keys
from tests.assistant.command import dateline


def test_a_key_is_found_again_and_only_its_hash_is_kept(keys: Keys) -> None:
    shown = keys.add("desk", ["read", "write"])
    prefix, id_, secret = shown.split("_")
    assert prefix == "dl"
    assert len(bytes.fromhex(secret)) * 8 == 256
    found = keys.find(shown)
    assert found
    assert (found.id, found.name, found.scopes) == (id_, "desk", ("read", "write"))
    kept = b"".join(path.read_bytes() for path in keys.path.parent.iterdir())
    assert secret.encode() not in kept
    assert keys.path.stat().st_mode & 0o777 == 0o600


def test_the_folder_of_the_keys_is_their_owners(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "state")
    keys.add("desk", ["read"])
    assert keys.path.parent.stat().st_mode & 0o777 == 0o700


def test_what_is_not_quite_a_key_is_none(keys: Keys) -> None:
    shown = keys.add("desk", ["read"])
    other = keys.add("other", ["read"])
    last = "0" if shown[-1] != "0" else "1"
    mixed = "_".join(["dl", shown.split("_")[1], other.split("_")[2]])
    for wrong in (shown[:-1], shown + "0", shown[:-1] + last, shown.upper(), mixed, "", "dl__"):
        assert keys.find(wrong) is None


def test_an_expired_key_is_none(keys: Keys) -> None:
    now = datetime.now(UTC)
    gone = keys.add("gone", ["read"], now - timedelta(seconds=1))
    there = keys.add("there", ["read"], now + timedelta(hours=1))
    assert keys.find(gone) is None
    assert keys.find(there) is not None


def test_what_another_process_changes_is_seen_at_once(keys: Keys, tmp_path: Path) -> None:
    server = Keys(tmp_path)
    assert not server.exist()
    shown = keys.add("desk", ["read"])
    assert server.find(shown)
    keys.revoke("desk")
    assert server.find(shown) is None
    assert server.exist()


def test_keys_made_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    names = [f"key-{number}" for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        shown = list(pool.map(lambda name: Keys(tmp_path).add(name, ["read"]), names))
    assert sorted(key.name for key in Keys(tmp_path).all()) == sorted(names)
    assert all(map(Keys(tmp_path).find, shown))


def test_a_damaged_file_is_an_error_and_not_no_keys(keys: Keys) -> None:
    shown = keys.add("desk", ["read"])
    keys.path.write_text("[{")
    with pytest.raises(SettingsError, match="does not hold keys: restore it"):
        keys.find(shown)


def test_keys_are_made_listed_and_revoked_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path / "state"))
    code, output, errors = dateline(
        "keys", "add", "desk", "--scope", "read", "--scope", "write", "--expires", "90d"
    )
    assert code == 0, errors
    assert "not shown again" in errors
    keys = Keys(tmp_path / "state")
    found = keys.find(output.strip())
    assert found
    assert found.scopes == ("read", "write")
    assert found.expires
    assert found.expires - found.created == pytest.approx(
        timedelta(days=90), abs=timedelta(minutes=1)
    )

    code, listed, _ = dateline("keys", "list")
    assert code == 0
    assert listed.split()[:3] == ["desk", "read", "write"]
    assert f"until {found.expires:%Y-%m-%d}" in listed
    assert output.strip().split("_")[2] not in listed

    code, _, errors = dateline("keys", "revoke", "desk")
    assert code == 0
    assert "desk is revoked" in errors
    assert "nobody gets in" in errors
    assert keys.find(output.strip()) is None


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["revoke", "nobody"], "there is no key 'nobody'; `dateline keys list` names them"),
        (["add", "desk", "--scope", "read"], "there is a key 'desk': choose another name"),
        (["add", "two words", "--scope", "read"], "'two words' cannot name a key"),
        (["add", "new"], "Missing option '--scope'"),
        (["add", "new", "--scope", "all"], "'all' is none of read, write, admin"),
        (["add", "new", "--scope", "read", "--expires", "soon"], "'soon' is no time such as 12h"),
        (["add", "new", "--scope", "read", "--expires", "999999w"], "no time such as 12h"),
    ],
)
def test_mistakes_get_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    Keys(tmp_path).add("desk", ["read"])
    code, output, errors = dateline("keys", *arguments)
    assert code == 2
    assert output == ""
    assert reason in errors
    assert "Traceback" not in errors
