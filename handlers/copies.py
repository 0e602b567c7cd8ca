"""A copy of one's own data behind a signed link that ends after an hour. Opens nobody else's, and tells nobody why not.

The link names the person's row and when it was made, so that it never opens the row of somebody who came later.
"""

import hashlib
import logging
import mimetypes
import re
import secrets
from collections.abc import Callable, Iterator
from itertools import chain

from flask import Blueprint, Response, g, render_template, request
from itsdangerous import BadData, Signer
from sqlalchemy import Connection

from handlers.copy_json import json_of
from handlers.copy_page import CAME, NOTHING, OLDER, TITLE, page_of, text_of
from handlers.logs import named
from handlers.private_pages import HEADERS, ROBOT
from handlers.services import Services
from models import copies
from models.copies import Copied, Medium

VALID_MS = 60 * 60_000
_LOST = 404
_NUMBER = re.compile("[0-9]{1,18}")
OpenMedia = Callable[[str], Iterator[bytes]]

log = logging.getLogger("siangkan.copies")


def make_link(conn: Connection, public_url: str, secret_key: str, person_id: int, now: int) -> str:
    """Opens outside LINE's own browser, which cannot save files. Raises LookupError when there is no such person."""
    met_at = copies.met_at(conn, person_id)
    if met_at is None:
        raise LookupError(person_id)
    token = _signer(secret_key).sign(f"{person_id}-{met_at}-{now + VALID_MS}").decode()
    return f"{public_url}/copy/{token}?openExternalBrowser=1"


def copies_blueprint(services: Services, secret_key: str, open_media: OpenMedia) -> Blueprint:
    web = Blueprint("copies", __name__, template_folder="templates")
    web.after_request(_guarded)

    @web.get("/copy/<token>")
    def page(token: str) -> Response:
        found = _find(services, secret_key, token)
        return _lost() if found is None else _page(found, token, services)

    @web.get("/copy/<token>/file")
    def file(token: str) -> Response:
        found, now = _find(services, secret_key, token), services.clock.now()
        if found is None:
            return _lost()
        return _saved(text_of(page_of(found, services.form, now)), "text/plain; charset=utf-8", "my-data.txt")

    @web.get("/copy/<token>/json")
    def machine(token: str) -> Response:
        found, now = _find(services, secret_key, token), services.clock.now()
        if found is None:
            return _lost()
        return _saved(json_of(found, services.form, now), "application/json", "my-data.json")

    @web.get("/copy/<token>/media/<number>")
    def medium(token: str, number: str) -> Response:
        found = _find_medium(services, secret_key, token, number)
        return _lost() if found is None or not found.bytes else _streamed(found, open_media)

    return web


def _signer(secret_key: str) -> Signer:
    if not secret_key:
        raise ValueError("without a secret anybody could make a link")
    salt = b"siangkan copy of one's data"
    return Signer(secret_key, salt, key_derivation="hmac", digest_method=hashlib.sha256)


def _owner(conn: Connection, secret_key: str, token: str, now: int) -> int | None:
    """Whose link this is, if people open it, it is one, still counts, and the person is still here."""
    if ROBOT.search(request.user_agent.string):
        return None
    try:
        person_id, met_at, until = map(int, _signer(secret_key).unsign(token).split(b"-"))
    except BadData:
        return None
    if now > until or copies.met_at(conn, person_id) != met_at:
        return None
    return person_id


def _find(services: Services, secret_key: str, token: str) -> Copied | None:
    with services.store.reading() as conn:
        owner = _owner(conn, secret_key, token, services.clock.now())
        return None if owner is None else copies.copy_of(conn, owner)


def _find_medium(services: Services, secret_key: str, token: str, number: str) -> Medium | None:
    """A number that no database holds is nobody's."""
    if not _NUMBER.fullmatch(number):
        return None
    with services.store.reading() as conn:
        owner = _owner(conn, secret_key, token, services.clock.now())
        return None if owner is None else copies.medium(conn, owner, int(number))


def _page(found: Copied, token: str, services: Services) -> Response:
    page = page_of(found, services.form, services.clock.now())
    words = {"title": TITLE, "nothing": NOTHING, "older": OLDER, "came": CAME}
    return Response(render_template("copy.html", page=page, token=token, nonce=_nonce(), **words))


def _lost() -> Response:
    """One page for whatever is wrong with a link."""
    return Response(render_template("copy.html", page=None, nonce=_nonce()), _LOST)


def _saved(content: str, kind: str, name: str) -> Response:
    answer = Response(content.encode("utf-8", "replace"), content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _streamed(medium: Medium, open_media: OpenMedia) -> Response:
    """The first piece is fetched before anything is promised."""
    try:
        pieces = iter(open_media(medium.name))
        first = next(pieces, b"")
    except Exception as fault:
        log.error("media %s cannot be read: %s", medium.id, named(fault))
        return _lost()
    answer = Response(chain([first], pieces), content_type=medium.content_type or "application/octet-stream")
    end = mimetypes.guess_extension(medium.content_type) or ".bin"
    answer.headers["Content-Disposition"] = f"attachment; filename={medium.kind}-{medium.id}{end}"
    return answer


def _nonce() -> str:
    g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def _guarded(answer: Response) -> Response:
    style = f"style-src 'nonce-{g.nonce}'" if "nonce" in g else "style-src 'none'"
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    answer.headers["Content-Security-Policy"] = f"{nothing}; {style}"
    answer.headers.update(HEADERS)
    return answer
