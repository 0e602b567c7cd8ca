"""Asks the database and LINE's stand-in afterwards: nothing of what was acknowledged may be missing or doubled."""

from sqlalchemy import ColumnElement, Connection, Table, func, select

from models.bubbles import bubbles
from models.codings import codings
from models.database import Store
from models.inbox import inbox
from models.outbox import outbox
from tests.bench.figures import table


def kept(store: Store, acknowledged: int, words: int, arrived: dict[str, int]) -> str:
    with store.reading() as conn:
        written = {kind: _count(conn, outbox, outbox.c.kind == kind) for kind in ("reply", "loading", "push")}
        late = _count(conn, outbox, outbox.c.kind == "loading", outbox.c.status == "dropped")
        rows = [
            ("events acknowledged / in the inbox", acknowledged, _count(conn, inbox)),
            ("… with a fault", 0, _count(conn, inbox, inbox.c.fault.is_not(None))),
            ("typed bubbles acknowledged / kept", words, _count(conn, bubbles)),
            ("answers not coded", 0, _count(conn, codings, codings.c.coded_at == 0)),
            ("replies written / arrived at LINE", written["reply"], arrived["reply"]),
            ("… that arrived twice", 0, arrived["twice"]),
            ("pushes written / arrived", written["push"], arrived["push"]),
            ("typing signs still worth sending / arrived", written["loading"] - late, arrived["start"]),
        ]
    return table(("checked afterwards", "expected", "found"), [(a, f"{b:,}", f"{c:,}") for a, b, c in rows])


def _count(conn: Connection, of: Table, *where: ColumnElement[bool]) -> int:
    return conn.execute(select(func.count()).select_from(of).where(*where)).scalar_one()
