"""`ส่งออก`: gives an organiser a signed link to the masked answers of a scope. Makes no table itself.

The link names its organiser by their code, so that it never opens for somebody who joined later.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from itsdangerous import BadData, URLSafeSerializer

from bot.organising.naming import about
from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.organising.taps import data_of, order_of
from handlers.copies import VALID_MS
from handlers.organising.asked import Answer, Asked
from handlers.organising.saying import says, text, ways
from handlers.organising.words import desk_words, worded
from handlers.thai_dates import day_of, in_thailand

Link = Callable[[str, Scope, int], str]
"""The address of the table of a scope, made now for the organiser with this code."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link opens: for which organiser, what, until when."""

    organiser: str
    scope: Scope
    until: int


def export(asked: Asked, link: Link | None = None) -> Answer:
    """Without `link` this server has no address that people reach: then whoever runs it makes the file."""
    order, scope = asked.order, replace(asked.order.scope, round=asked.round)
    if order.unknown:
        words = ", ".join(f"“{word}”" for word in order.unknown)
        after = ways(
            ("export_way_understood", replace(order, unknown=())), ("export_way_help", Order("help"))
        )
        return says("export_unknown", *after, words=words)
    if link is None:
        return says("export_by_hand", round=scope.round)
    until = f"{in_thailand(asked.now + VALID_MS):%H.%M}"
    what = about(order.scope, asked.services.form, day_of(asked.now), desk_words())
    address = link(asked.organiser.code, scope, asked.now)
    return (*says("export_link", about=what, until=until), *text(address, *_after(order.scope)))


def make_link(public_url: str, secret_key: str, organiser: str, scope: Scope, now: int) -> str:
    """Opens outside LINE's own browser, which cannot save files."""
    told = [organiser, data_of(Order("export", scope)), now + VALID_MS]
    return f"{public_url}/export/{_signer(secret_key).dumps(told)}?openExternalBrowser=1"


def ticket(secret_key: str, token: str, now: int) -> Ticket | None:
    """None for what is no link of ours, or counts no more."""
    try:
        organiser, data, until = _signer(secret_key).loads(token)
    except BadData:
        return None
    order = order_of(data)
    return Ticket(organiser, order.scope, until) if order and now <= until else None


def _after(scope: Scope) -> list[tuple[str, Order]]:
    return [(worded("export_way_summary"), Order("summary", scope))]


def _signer(secret_key: str) -> URLSafeSerializer:
    if not secret_key:
        raise ValueError("without a secret anybody could make a link")
    kinds = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(secret_key, b"siangkan table of answers", signer_kwargs=kinds)
