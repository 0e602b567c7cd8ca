"""A code opens its door once and in time, and nobody who reads the database can type it."""

import threading

import pytest
from sqlalchemy import select

from models import invites
from models.codes import LETTERS
from models.database import Store
from models.identity import Identity
from models.invites import Invite
from tests.models.people import NOW

IDENTITY = Identity("an invented secret that is long enough")
CODE = "K7F3Q-2MXDR"


def _add(store: Store, code: str = CODE, kind: str = invites.GROUP) -> None:
    with store.writing() as conn:
        digest = invites.digest(IDENTITY, code)
        invites.add(conn, digest, kind=kind, round="1", now=NOW, expires_at=NOW + 100)


def _use(store: Store, code: str = CODE, now: int = NOW, identity: Identity = IDENTITY) -> str | None:
    with store.writing() as conn:
        return invites.use(conn, invites.digest(identity, code), invites.GROUP, now)


def test_a_code_is_two_groups_of_five_letters() -> None:
    first, second = invites.new_code().split("-")
    assert (len(first), len(second), set(first + second) <= set(LETTERS)) == (5, 5, True)


def test_a_code_cannot_be_guessed() -> None:
    assert len(LETTERS) ** invites.LENGTH > 2**45


def test_codes_differ() -> None:
    assert len({invites.new_code() for _ in range(200)}) == 200


def test_a_code_opens_its_round(store: Store) -> None:
    _add(store)
    assert _use(store) == "1"


def test_a_code_opens_once(store: Store) -> None:
    _add(store)
    assert [_use(store), _use(store)] == ["1", None]


@pytest.mark.parametrize(("after", "opened"), [(99, "1"), (100, None)])
def test_a_code_opens_until_it_runs_out(store: Store, after: int, opened: str | None) -> None:
    _add(store)
    assert _use(store, now=NOW + after) == opened


@pytest.mark.parametrize("typed", ["K7F3Q2MXDR", "k7f3q 2mxdr", "K7F3Q–2MXDR"])
def test_how_a_code_is_typed_does_not_matter(store: Store, typed: str) -> None:
    _add(store)
    assert _use(store, typed) == "1"


@pytest.mark.parametrize("typed", ["", "K7F3Q-2MXDD", "K7F3Q"])
def test_a_wrong_code_opens_nothing(store: Store, typed: str) -> None:
    _add(store)
    assert _use(store, typed) is None


def test_a_code_for_another_door_opens_nothing(store: Store) -> None:
    _add(store, kind="organiser")
    assert _use(store) is None


def test_who_tries_the_wrong_door_does_not_use_up_the_code(store: Store) -> None:
    _add(store)
    with store.writing() as conn:
        invites.use(conn, invites.digest(IDENTITY, CODE), "organiser", NOW)
    assert _use(store) == "1"


def test_a_code_made_with_another_secret_opens_nothing(store: Store) -> None:
    _add(store)
    assert _use(store, identity=Identity("another secret that is long enough")) is None


def test_the_database_holds_no_letter_of_a_code_only_its_keyed_hash(store: Store) -> None:
    _add(store)
    with store.reading() as conn:
        kept = conn.execute(select(invites.invites)).one()
    assert (kept.digest, kept.digest == Identity("no").handle("invite K7F3Q2MXDR"), "K7F3Q" in str(kept)) == (
        IDENTITY.handle("invite K7F3Q2MXDR"),
        False,
        False,
    )


VIEWER = {"round": "1", "role": "viewer", "label": "ครูสมศรี", "made_by": "K7F3Q2"}


def _add_viewer(store: Store) -> str:
    digest = invites.digest(IDENTITY, CODE)
    with store.writing() as conn:
        invites.add(conn, digest, kind=invites.ORGANISER, now=NOW, expires_at=NOW + 100, **VIEWER)
    return digest


def _find(store: Store, kind: str = invites.ORGANISER, now: int = NOW) -> Invite | None:
    with store.reading() as conn:
        return invites.find(conn, invites.digest(IDENTITY, CODE), kind, now)


def test_what_a_code_would_open_can_be_seen_as_often_as_wanted(store: Store) -> None:
    _add_viewer(store)
    assert [_find(store), _find(store)] == [Invite(**VIEWER)] * 2


@pytest.mark.parametrize(("kind", "after"), [(invites.GROUP, 0), (invites.ORGANISER, 100)])
def test_it_is_seen_at_its_own_door_and_in_time_only(store: Store, kind: str, after: int) -> None:
    _add_viewer(store)
    assert _find(store, kind, NOW + after) is None


def test_a_used_code_opens_nothing_to_see_and_forgets_the_name(store: Store) -> None:
    digest = _add_viewer(store)
    with store.writing() as conn:
        invites.use(conn, digest, invites.ORGANISER, NOW)
        assert conn.execute(select(invites.invites.c.label)).scalar_one() == ""
    assert _find(store) is None


def test_of_many_who_type_it_at_once_one_gets_in(store: Store) -> None:
    _add(store)
    opened: list[str | None] = []
    start = threading.Barrier(4)

    def use() -> None:
        start.wait()
        opened.append(_use(store))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, opened)) == ["1", "None", "None", "None"]
