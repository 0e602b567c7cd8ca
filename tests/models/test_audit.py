"""The log only grows: it tells what was done in order, and no statement changes or removes a line of it."""

import pytest
from sqlalchemy import Executable, delete, text, update
from sqlalchemy.exc import DBAPIError

from models import audit
from models.audit import Entry
from models.database import Store
from tests.models.people import NOW


def note(store: Store, *acts: str) -> None:
    with store.writing() as conn:
        for at, act in enumerate(acts, NOW):
            audit.note(conn, "K7F3Q2", act, "viewer", at)


def test_a_line_tells_when_who_what_and_about_what(store: Store) -> None:
    note(store, "invite")
    with store.reading() as conn:
        assert audit.last(conn, 1) == [Entry(NOW, "K7F3Q2", "invite", "viewer")]


def test_the_newest_lines_are_told_the_oldest_of_them_first(store: Store) -> None:
    note(store, "a", "b", "c")
    with store.reading() as conn:
        assert [entry.act for entry in audit.last(conn, 2)] == ["b", "c"]


@pytest.mark.parametrize(
    "change",
    [
        update(audit.audit).values(who="somebody else"),
        update(audit.audit).values(at=0).where(audit.audit.c.act == "invite"),
        delete(audit.audit),
        text("DELETE FROM audit WHERE at > 0"),
    ],
    ids=str,
)
def test_the_database_refuses_to_change_or_remove_a_line(store: Store, change: Executable) -> None:
    note(store, "invite")
    with pytest.raises(DBAPIError, match="the audit log only grows"), store.writing() as conn:
        conn.execute(change)


def test_what_was_refused_changed_nothing(store: Store) -> None:
    note(store, "invite")
    with pytest.raises(DBAPIError), store.writing() as conn:
        conn.execute(delete(audit.audit))
    with store.reading() as conn:
        assert len(audit.last(conn, 9)) == 1
