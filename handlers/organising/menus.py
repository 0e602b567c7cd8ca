"""Has an organiser's menu hung up below their chat, or taken down again, after the commit. Calls nobody itself."""

from sqlalchemy import Connection

from handlers.setup.loading import load_menus
from models import outbox

MENU = "menu"
_ORGANISER = "organiser"  # its code in bot/data/menus.toml


def hang(conn: Connection, person_id: int, now: int) -> None:
    alias = load_menus()[_ORGANISER].alias
    outbox.put(conn, person_id=person_id, kind=MENU, messages=[{"alias": alias}], now=now)


def take_down(conn: Connection, person_id: int, now: int) -> None:
    outbox.put(conn, person_id=person_id, kind=MENU, messages=[], now=now)
