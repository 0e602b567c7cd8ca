"""After five wrong codes in an hour somebody is not heard for an hour; nobody else is touched by it."""

import pytest
from sqlalchemy import select

from models import tries
from models.database import Store
from models.slots import slots
from tests.models.people import NOW

HOUR = 3_600_000
MINUTE = 60_000


def wrong(store: Store, times: int, at: int = NOW, who: str = "a", apart: int = 0) -> list[bool]:
    with store.writing() as conn:
        return [tries.note_wrong(conn, who, at + number * apart) for number in range(times)]


def over(store: Store, at: int, who: str = "a") -> bool:
    with store.reading() as conn:
        return tries.are_over(conn, who, at)


def test_the_fifth_wrong_code_is_the_last(store: Store) -> None:
    assert wrong(store, 5) == [False] * 4 + [True]


@pytest.mark.parametrize(("times", "locked"), [(0, False), (4, False), (5, True)])
def test_five_wrong_codes_lock(store: Store, times: int, locked: bool) -> None:
    wrong(store, times)
    assert over(store, NOW) == locked


@pytest.mark.parametrize(("after", "locked"), [(HOUR - 1, True), (HOUR, False)])
def test_the_lock_opens_an_hour_after_the_fifth(store: Store, after: int, locked: bool) -> None:
    wrong(store, 5, apart=10 * MINUTE)
    assert over(store, NOW + 40 * MINUTE + after) == locked


def test_after_the_lock_all_five_are_free_again(store: Store) -> None:
    wrong(store, 5)
    assert wrong(store, 5, NOW + HOUR) == [False] * 4 + [True]


def test_wrong_codes_far_apart_do_not_add_up(store: Store) -> None:
    assert not any(wrong(store, 12, apart=16 * MINUTE))


def test_one_who_errs_locks_out_no_other(store: Store) -> None:
    wrong(store, 5)
    assert not over(store, NOW, "b")


def test_five_marks_are_all_that_is_kept(store: Store) -> None:
    wrong(store, 12, apart=16 * MINUTE)
    with store.reading() as conn:
        kept = conn.execute(select(slots.c.slot).where(slots.c.kind == tries.CODE_TRIES)).scalars().all()
    assert set(kept) <= {f"a {number}" for number in range(5)}
