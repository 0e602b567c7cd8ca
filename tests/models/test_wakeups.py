"""A person has one alarm, it rings for one at a time, and it is not lost with who heard it."""

from models import people, wakeups
from models.database import Store
from tests.models.people import NOW, meet


def _due(store: Store, now: int) -> list[tuple[int, int]]:
    with store.writing() as conn:
        return wakeups.due(conn, now, 10_000, 10)


def _alarm(store: Store, turn: int = 1, due_at: int = NOW, person: int | None = None) -> int:
    with store.writing() as conn:
        person = person or meet(conn, str(due_at))
        wakeups.set_alarm(conn, person, turn, due_at)
        return person


def test_an_alarm_does_not_ring_early(store: Store) -> None:
    _alarm(store)
    assert _due(store, NOW - 1) == []


def test_an_alarm_rings_when_due(store: Store) -> None:
    person = _alarm(store)
    assert _due(store, NOW) == [(person, 1)]


def test_a_ringing_alarm_is_heard_by_one(store: Store) -> None:
    _alarm(store)
    _due(store, NOW)
    assert _due(store, NOW) == []


def test_an_alarm_rings_again_when_nobody_turned_it_off(store: Store) -> None:
    person = _alarm(store)
    _due(store, NOW)
    assert _due(store, NOW + 10_000) == [(person, 1)]


def test_a_newer_alarm_replaces_the_older(store: Store) -> None:
    person = _alarm(store)
    _alarm(store, turn=2, due_at=NOW + 50, person=person)
    assert _due(store, NOW + 50) == [(person, 2)]


def test_a_newer_alarm_frees_the_lease(store: Store) -> None:
    person = _alarm(store)
    _due(store, NOW)
    _alarm(store, turn=2, person=person)
    assert _due(store, NOW) == [(person, 2)]


def test_a_cleared_alarm_does_not_ring(store: Store) -> None:
    person = _alarm(store)
    with store.writing() as conn:
        wakeups.clear(conn, person)
    assert _due(store, NOW) == []


def test_an_alarm_goes_with_its_person(store: Store) -> None:
    person = _alarm(store)
    with store.writing() as conn:
        people.erase(conn, person)
        assert wakeups.turn_of(conn, person) is None


def test_the_soonest_alarm_is_known(store: Store) -> None:
    _alarm(store, due_at=NOW + 9)
    _alarm(store, due_at=NOW + 5)
    with store.reading() as conn:
        assert wakeups.soonest(conn) == NOW + 5


def test_a_leased_alarm_is_soonest_when_its_lease_ends(store: Store) -> None:
    _alarm(store)
    _due(store, NOW)
    with store.reading() as conn:
        assert wakeups.soonest(conn) == NOW + 10_000


def test_without_alarms_nothing_is_soonest(store: Store) -> None:
    with store.reading() as conn:
        assert wakeups.soonest(conn) is None
