"""What is known of a group is found again by its handle, overwritten as a whole, and taken once when it is due."""

import threading

from models import groups
from models.database import Store
from models.groups import Group
from tests.models.people import NOW

STRANGE = Group("handle-a", b"sealed", NOW, leave_at=NOW + 10)
LINKED = Group("handle-b", b"sealed too", NOW, linked_at=NOW + 1, round="1")


def _keep(store: Store, *kept: Group) -> None:
    with store.writing() as conn:
        for group in kept:
            groups.keep(conn, group)


def _find(store: Store, handle: str) -> Group | None:
    with store.reading() as conn:
        return groups.find(conn, handle)


def _take(store: Store, now: int) -> list[Group]:
    with store.writing() as conn:
        return groups.take_due(conn, now)


def test_a_group_is_found_as_it_was_kept(store: Store) -> None:
    _keep(store, STRANGE, LINKED)
    assert (_find(store, "handle-a"), _find(store, "handle-b")) == (STRANGE, LINKED)


def test_an_unknown_group_is_not_found(store: Store) -> None:
    assert _find(store, "handle-a") is None


def test_keeping_it_again_leaves_nothing_of_before(store: Store) -> None:
    anew = Group(LINKED.handle, b"new", NOW + 5, leave_at=NOW + 50)
    _keep(store, LINKED, anew)
    assert _find(store, LINKED.handle) == anew


def test_a_forgotten_group_is_not_found(store: Store) -> None:
    _keep(store, STRANGE)
    with store.writing() as conn:
        groups.forget(conn, STRANGE.handle)
    assert _find(store, STRANGE.handle) is None


def test_a_strange_group_is_due_when_its_time_has_come(store: Store) -> None:
    _keep(store, STRANGE, LINKED)
    with store.reading() as conn:
        assert [groups.any_due(conn, NOW + 9), groups.any_due(conn, NOW + 10)] == [False, True]


def test_only_what_is_due_is_taken(store: Store) -> None:
    _keep(store, STRANGE, LINKED)
    assert (_take(store, NOW + 10), _find(store, "handle-b")) == ([STRANGE], LINKED)


def test_what_is_not_due_is_not_taken(store: Store) -> None:
    _keep(store, STRANGE)
    assert (_take(store, NOW + 9), _find(store, "handle-a")) == ([], STRANGE)


def test_two_who_take_at_once_share_the_groups(store: Store) -> None:
    many = [Group(f"handle-{number}", b"sealed", NOW, leave_at=NOW) for number in range(20)]
    _keep(store, *many)
    taken: list[Group] = []
    start = threading.Barrier(4)

    def take() -> None:
        start.wait()
        taken.extend(_take(store, NOW))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(group.handle for group in taken) == sorted(group.handle for group in many)
