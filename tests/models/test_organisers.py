"""Organisers are known by a code, may be changed and removed, go with their person; two owners never end each other."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from models import organisers, people
from models.codes import LETTERS
from models.database import Store
from models.organisers import OWNER, ROLES, VIEWER, Organiser
from tests.models.people import NOW, meet


def joined(conn: Connection, name: str = "a", role: str = OWNER, at: int = NOW) -> Organiser:
    return organisers.join(conn, Organiser(meet(conn, name), "", role, "1", "ครูสมศรี", "operator", at))


def drawing(*codes: str) -> Callable[[], str]:
    drawn = iter(codes)
    return lambda: next(drawn)


def test_who_joins_is_known_by_who_they_are(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        assert organisers.of(conn, made.person_id) == made


def test_who_joins_is_known_by_a_code_of_their_own(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        assert (len(made.code), set(made.code) <= set(LETTERS)) == (6, True)
        assert organisers.by_code(conn, made.code) == made


def test_an_ordinary_person_is_no_organiser(store: Store) -> None:
    with store.writing() as conn:
        assert organisers.of(conn, meet(conn)) is None


def test_a_code_that_somebody_has_is_drawn_anew(store: Store) -> None:
    with store.writing() as conn:
        organisers.join(conn, Organiser(meet(conn, "a"), "", OWNER), drawing("K7F3Q2"))
        second = Organiser(meet(conn, "b"), "", OWNER)
        assert organisers.join(conn, second, drawing("K7F3Q2", "K7F3Q3")).code == "K7F3Q3"


def test_nobody_joins_twice(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        with pytest.raises(LookupError):
            organisers.join(conn, made)


def test_the_list_begins_with_who_has_been_here_longest(store: Store) -> None:
    with store.writing() as conn:
        for name, at in (("a", 3), ("b", 1), ("c", 2)):
            joined(conn, name, at=at)
        assert [each.joined_at for each in organisers.listed(conn)] == [1, 2, 3]


def test_the_list_is_read_in_pages(store: Store) -> None:
    with store.writing() as conn:
        for at, name in enumerate("abcde"):
            joined(conn, name, at=at)
        assert [each.joined_at for each in organisers.listed(conn, 2, 2)] == [2, 3]


def test_organisers_are_counted(store: Store) -> None:
    with store.writing() as conn:
        joined(conn, "a")
        joined(conn, "b", VIEWER)
        assert (organisers.count(conn), organisers.count_owners(conn)) == (2, 1)


def test_all_but_code_and_day_and_desk_can_be_changed(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        told = {"role": VIEWER, "round": "2", "label": "ผอ.", "invited_by": "K7F3Q2"}
        new = replace(made, **told, digest_day=5, digest_hour=17, digest_off=True)  # type: ignore[arg-type]
        organisers.keep(conn, replace(new, code="XXXXXX", joined_at=1))
        assert organisers.of(conn, made.person_id) == new


def test_what_is_open_changes_alone(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        organisers.keep(conn, replace(made, digest_off=True))
        organisers.set_desk(conn, made.person_id, "o?k=announce")
        assert organisers.of(conn, made.person_id) == replace(made, digest_off=True, desk="o?k=announce")


def test_one_who_is_changed_after_they_were_removed_stays_removed(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        organisers.remove(conn, made.person_id)
        organisers.keep(conn, made)
        assert organisers.count(conn) == 0


def test_who_is_removed_stays_a_person(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        organisers.remove(conn, made.person_id)
        assert (organisers.of(conn, made.person_id), people.count(conn)) == (None, 1)


def test_who_is_erased_organises_no_more(store: Store) -> None:
    with store.writing() as conn:
        made = joined(conn)
        people.erase(conn, made.person_id)
        assert organisers.by_code(conn, made.code) is None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("least", ROLES)
def test_a_role_may_what_the_roles_below_it_may(role: str, least: str) -> None:
    assert Organiser(1, "K7F3Q2", role).may(least) == (ROLES.index(role) <= ROLES.index(least))


def test_two_owners_who_take_each_other_out_at_once_leave_one(store: Store) -> None:
    with store.writing() as conn:
        both = [joined(conn, name) for name in "ab"]
    start = threading.Barrier(2)

    def take_out(other: Organiser) -> None:
        start.wait()
        with store.writing(f"lock of {other.code}") as conn:
            if organisers.count_owners(conn) > 1:
                organisers.remove(conn, other.person_id)

    threads = [threading.Thread(target=take_out, args=(each,)) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as conn:
        assert organisers.count(conn) == 1
