"""A person can be found and written to again, and nobody without the secret can tell who they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import people
from models.database import Store
from models.identity import CannotOpen, Identity
from tests.models.people import NOW

SECRET = "an invented secret that is long enough"
USER = "U0123456789abcdef0123456789abcdef"


@given(st.text())
def test_what_was_sealed_opens(user_id: str) -> None:
    identity = Identity(SECRET)
    assert identity.open(identity.seal(user_id)) == user_id


def test_a_handle_is_always_the_same() -> None:
    assert Identity(SECRET).handle(USER) == Identity(SECRET).handle(USER)


def test_two_people_have_two_handles() -> None:
    assert Identity(SECRET).handle(USER) != Identity(SECRET).handle(USER[:-1] + "0")


def test_another_secret_makes_another_handle() -> None:
    assert Identity(SECRET).handle(USER) != Identity(SECRET + "!").handle(USER)


def test_a_handle_shows_nothing_of_the_user_id() -> None:
    assert not any(USER[i : i + 6] in Identity(SECRET).handle(USER) for i in range(len(USER) - 6))


def test_two_seals_of_one_person_differ() -> None:
    assert Identity(SECRET).seal(USER) != Identity(SECRET).seal(USER)


def test_a_seal_shows_nothing_of_the_user_id() -> None:
    assert USER.encode() not in Identity(SECRET).seal(USER)


def test_another_secret_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        Identity("another secret").open(Identity(SECRET).seal(USER))


@given(st.binary(max_size=80))
def test_what_was_never_sealed_does_not_open(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        Identity(SECRET).open(junk)


def test_an_old_secret_still_opens() -> None:
    assert Identity("new", old=(SECRET,)).open(Identity(SECRET).seal(USER)) == USER


def test_after_resealing_people_are_found_by_the_new_secret(store: Store) -> None:
    old, new = Identity(SECRET), Identity("new", old=(SECRET,))
    with store.writing() as conn:
        known = people.meet(conn, old.handle(USER), old.seal(USER), NOW)
        people.reseal(conn, new)
        assert people.find(conn, new.handle(USER)) == replace(known, handle=new.handle(USER))


def test_resealing_twice_changes_nobody(store: Store) -> None:
    old, new = Identity(SECRET), Identity("new", old=(SECRET,))
    with store.writing() as conn:
        people.meet(conn, old.handle(USER), old.seal(USER), NOW)
        people.reseal(conn, new)
        assert people.reseal(conn, new) == 0
