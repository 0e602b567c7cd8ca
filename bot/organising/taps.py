"""Orders as the data of a button, and back. A phone may send anything: what cannot be read is no order."""

from dataclasses import fields
from urllib.parse import parse_qsl, urlencode

from bot.organising.orders import KINDS, Order
from bot.organising.scope import Scope

MARK = "o?"
LONGEST = 300
_SCOPE = tuple(field.name for field in fields(Scope))


def data_of(order: Order) -> str:
    """At most 300 characters; words that would be too long are cut."""
    told = {"k": order.kind, **order.scope.said}
    told |= {"c": order.code} if order.code else {}
    told |= {"n": str(order.page)} if order.page else {}
    told |= {"p": "1"} if order.plain else {}
    told |= {"s": order.step} if order.step else {}
    words = order.words[:LONGEST]
    while len(data := MARK + urlencode({**told, "w": words} if words else told)) > LONGEST and words:
        words = words[:-1]
    return data


def order_of(data: str) -> Order | None:
    """None for what is no button of an organiser."""
    if not data.startswith(MARK) or len(data) > LONGEST:
        return None
    told = dict(parse_qsl(data.removeprefix(MARK)))
    if told.get("k") not in KINDS:
        return None
    scope = {name: told[name] for name in _SCOPE if name in told and name != "focus"}
    page, focus = told.get("n", ""), told.get("focus", "")
    return Order(
        kind=told["k"],
        scope=Scope(**scope, focus=int(focus) if focus in ("1", "2", "3") else 0),
        words=told.get("w", ""),
        code=told.get("c", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 0,
        plain=told.get("p") == "1",
        step=told.get("s", ""),
    )
