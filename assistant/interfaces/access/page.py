"""The pages of logging in and out: plain HTML without a script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import quote

from starlette.responses import HTMLResponse

_STYLE = files(__package__ or "").joinpath("login.css").read_text(encoding="utf-8")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'; style-src 'sha256-"
        f"{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
    ),
    "cache-control": "no-store",
    # With "no-referrer" browsers would send the form as one of an unknown origin.
    "referrer-policy": "same-origin",
}


def login_page(
    root: str,
    *,
    label: str = "",
    provider: str = "",
    following: str = "/",
    error: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Ask for a password or a key, called ``label`` ("" for neither), or offer a provider.

    ``root`` is the path that all is served below; ``following`` is gone to after the login.
    """
    parts = ["<h1>Dateline</h1>", "<p>Log in to ask the articles.</p>"]
    if error:
        parts.append(f'<p class="error" id="error" role="alert">{escape(error)}</p>')
    if label:
        parts.append(_form(root, label, following, wrong=status == 401))
    if provider:
        to = escape(f"{root}/login/openid?next={quote(following)}")
        kind = "button" if label else "button first"
        parts.append(f'<a class="{kind}" href="{to}">Log in with {escape(provider)}</a>')
    return _page("Log in", parts, status)


def account_page(root: str, name: str) -> HTMLResponse:
    """Say who is logged in, and let them log out."""
    known = f" as {escape(name)}" if name else ""
    back = escape(f"{root}/")
    return _page(
        "Logged in",
        [
            "<h1>Dateline</h1>",
            f"<p>You are logged in{known}.</p>",
            f'<a class="button first" href="{back}">Ask the articles</a>',
            f'<form method="post" action="{escape(root)}/logout"><button>Log out</button></form>',
        ],
        200,
    )


def _form(root: str, label: str, following: str, *, wrong: bool) -> str:
    state = ' aria-invalid="true" aria-describedby="error"' if wrong else ""
    return (
        f'<form method="post" action="{escape(root)}/login">'
        f'<input type="hidden" name="next" value="{escape(following)}">'
        # Where password managers expect a name.
        '<input name="name" autocomplete="username" value="Dateline" hidden>'
        f'<label for="secret">{escape(label)}</label>'
        '<input id="secret" name="secret" type="password" required autofocus maxlength="1000"'
        f' autocomplete="current-password"{state}>'
        '<button class="first">Log in</button></form>'
    )


def _page(title: str, parts: list[str], status: int) -> HTMLResponse:
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} · Dateline</title><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>"
    )
    return HTMLResponse(html, status, _HEADERS)
