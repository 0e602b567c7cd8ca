"""The table of what organisers can order: who may, and what does it. Does nothing itself."""

from dataclasses import dataclass

from bot.organising.orders import Order
from bot.organising.taps import order_of
from handlers.organising.announcing import announce, announcements
from handlers.organising.asked import Command
from handlers.organising.comparing import compare
from handlers.organising.digest import digest_off, digest_on, digest_show, digest_when
from handlers.organising.exporting import export
from handlers.organising.finding import latest, search
from handlers.organising.helping import help_
from handlers.organising.inviting import invite, list_organisers, remove
from handlers.organising.looking import news, silent_, summary
from handlers.organising.quota import quota
from models.organisers import ORGANISER, OWNER, VIEWER, Organiser


@dataclass(frozen=True, slots=True)
class Allowed:
    """`least` is the role that may; `looks`: it changes nothing, so that it may look before the event is taken."""

    do: Command
    least: str = VIEWER
    looks: bool = False


COMMANDS = {
    "summary": Allowed(summary, looks=True),
    "compare": Allowed(compare, looks=True),
    "news": Allowed(news, looks=True),
    "silent": Allowed(silent_, looks=True),
    "search": Allowed(search, looks=True),
    "latest": Allowed(latest, looks=True),
    "quota": Allowed(quota, looks=True),
    "help": Allowed(help_, looks=True),
    "digest_show": Allowed(digest_show, looks=True),
    "digest_on": Allowed(digest_on),
    "digest_off": Allowed(digest_off),
    "digest_when": Allowed(digest_when),
    "announce": Allowed(announce, ORGANISER),
    "announcements": Allowed(announcements, ORGANISER),
    "export": Allowed(lambda asked: export(asked, asked.services.export_link), ORGANISER),
    "invite": Allowed(invite, OWNER),
    "organisers": Allowed(list_organisers, OWNER),
    "remove": Allowed(remove, OWNER),
}


def waits_for_words(organiser: Organiser) -> Order | None:
    """The order that the organiser's next words belong to, if one waits for them."""
    order = order_of(organiser.desk) if organiser.desk else None
    return order if order and order.kind in COMMANDS else None
