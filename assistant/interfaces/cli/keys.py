"""The commands ``dateline keys add | list | revoke``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, cast

import typer

from assistant.interfaces.access.scopes import SCOPES, Scope
from assistant.interfaces.cli.terminal import say, warn

if TYPE_CHECKING:
    from assistant.interfaces.access.keys import Key, Keys

app = typer.Typer(no_args_is_help=True, help="Make, list and revoke API keys.")

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = timedelta(days=36_500)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Who or what uses the key.")]


def _lifetime(given: str) -> timedelta:
    """Read "90d"; typer names the option and what is wrong with the value."""
    form = re.fullmatch(r"([1-9]\d{0,5})([hdw])", given)
    length = int(form[1]) * _UNITS[form[2]] if form else None
    if length is None or length > _LONGEST:
        raise typer.BadParameter(f"'{given}' is no time such as 12h, 90d or 4w")
    return length


def _scope(given: str) -> Scope:
    """Check a scope; typer names the option."""
    for scope in SCOPES:
        if given == scope:
            return scope
    raise typer.BadParameter(f"'{given}' is none of {', '.join(SCOPES)}")


@app.command()
def add(
    name: NameArgument,
    scope: Annotated[
        list[str],
        typer.Option(
            parser=_scope,
            metavar="SCOPE",
            help="read: ask, search, read; write: add and remove articles too; admin: "
            "everything. Repeatable.",
        ),
    ],
    expires: Annotated[
        timedelta | None,
        typer.Option(parser=_lifetime, metavar="TIME", help="How long it holds: 12h, 90d, 4w."),
    ] = None,
) -> None:
    """Make a key and print it, once: only a hash of it is kept."""
    keys = _keys()
    first = not keys.exist()
    say(
        keys.add(
            name,
            cast(tuple[Scope, ...], tuple(dict.fromkeys(scope))),
            datetime.now(UTC) + expires if expires else None,
        )
    )
    warn("Keep it now: it is not shown again. Send it as 'Authorization: Bearer KEY'.")
    if first:
        warn("From now on, whoever asks needs a key or a login.")


@app.command("list")
def list_() -> None:
    """List the keys: name, scopes, and until when they hold."""
    keys = _keys().all()
    if not keys:
        warn(_no_key(_keys()))
    width = max((len(key.name) for key in keys), default=0)
    for key in keys:
        say(f"{key.name:{width}}  {' '.join(key.scopes):16}  {_until(key)}")


@app.command()
def revoke(name: NameArgument) -> None:
    """Revoke a key; running servers turn it away at once."""
    keys = _keys()
    keys.revoke(name)
    warn(f"{name} is revoked.")
    if not keys.all():
        warn(_no_key(keys))


def _no_key(keys: Keys) -> str:
    if not keys.exist():
        return "No keys yet; `dateline keys add NAME --scope read` makes one."
    return (
        "No key is left, and without one nobody gets in but by the page's login;"
        f" to let everybody in on this machine, delete {keys.path} and start the server anew."
    )


def _until(key: Key) -> str:
    made = f"made {key.created:%Y-%m-%d}"
    if key.expires is None:
        return made
    return f"{made}, {'expired' if key.expired() else 'until'} {key.expires:%Y-%m-%d %H:%M} UTC"


def _keys() -> Keys:
    from assistant.config import load_settings
    from assistant.interfaces.access.keys import Keys

    return Keys(load_settings().state)
