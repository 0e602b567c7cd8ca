"""A slot is taken once, by another only after a lease ran out or a fault has rested, and not for ever."""

import threading
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from models import jobs, wakeups
from models.database import Store
from models.jobs import DONE, FAILED, MOST_TRIES, RUNNING, Job
from tests.models.people import NOW, meet

LEASE = 20_000
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
SLOT = "2026-11-30"


def begin(store: Store, now: int = NOW, slot: str = SLOT, kind: str = "purge") -> bool:
    with store.writing() as conn:
        return jobs.begin(conn, kind, slot, now, LEASE)


def may_begin(store: Store, now: int) -> bool:
    with store.reading() as conn:
        return jobs.may_begin(conn, "purge", SLOT, now)


def end(store: Store, since: int = NOW, now: int = NOW + 5, slot: str = SLOT) -> None:
    with store.writing() as conn:
        jobs.end(conn, "purge", slot, since, now)


def fail(store: Store, since: int = NOW, fault: str = "OSError") -> None:
    with store.writing() as conn:
        jobs.fail(conn, "purge", SLOT, since, since, fault)


def kept(store: Store, slot: str = SLOT) -> Job:
    with store.reading() as conn:
        job = jobs.find(conn, "purge", slot)
    assert job is not None
    return job


def test_a_slot_is_taken_once(store: Store) -> None:
    assert [begin(store), begin(store, NOW + 1)] == [True, False]


def test_of_many_at_once_one_takes_it(store: Store) -> None:
    took: list[bool] = []
    threads = [threading.Thread(target=lambda: took.append(begin(store))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(took) == [False] * 5 + [True]


def test_slots_and_kinds_are_apart(store: Store) -> None:
    assert [begin(store), begin(store, slot="2026-12-01"), begin(store, kind="digest")] == [True] * 3


def test_a_running_slot_says_so(store: Store) -> None:
    begin(store)
    assert kept(store) == Job("purge", SLOT, RUNNING, NOW, NOW + LEASE, None, 1, None)


@pytest.mark.parametrize(("after", "taken"), [(LEASE - 1, False), (LEASE, True)])
def test_a_slot_whose_lease_is_over_is_taken_by_another(store: Store, after: int, taken: bool) -> None:
    begin(store)
    assert (begin(store, NOW + after), kept(store).tries) == (taken, 1 + taken)


def test_a_renewed_lease_lasts_longer(store: Store) -> None:
    begin(store)
    with store.writing() as conn:
        jobs.renew(conn, "purge", SLOT, NOW, NOW + 2 * LEASE)
    assert not begin(store, NOW + LEASE)


def test_what_is_done_is_never_done_again(store: Store) -> None:
    begin(store)
    end(store)
    assert (begin(store, NOW + 400 * DAY), kept(store).state, kept(store).ended_at) == (False, DONE, NOW + 5)


def test_one_who_comes_back_late_ends_nothing(store: Store) -> None:
    begin(store)
    begin(store, NOW + LEASE)
    end(store, since=NOW)
    assert kept(store).state == RUNNING


def test_one_who_comes_back_late_fails_nothing_and_renews_nothing(store: Store) -> None:
    begin(store)
    begin(store, NOW + LEASE)
    fail(store)
    with store.writing() as conn:
        jobs.renew(conn, "purge", SLOT, NOW, NOW + DAY)
    assert (kept(store).state, kept(store).leased_until) == (RUNNING, NOW + 2 * LEASE)


def test_a_fault_is_kept_by_its_name(store: Store) -> None:
    begin(store)
    fail(store)
    assert (kept(store).state, kept(store).fault) == (FAILED, "OSError")


def test_a_success_forgets_the_fault(store: Store) -> None:
    begin(store)
    fail(store)
    begin(store, NOW + MINUTE)
    end(store, since=NOW + MINUTE)
    assert (kept(store).state, kept(store).fault, kept(store).tries) == (DONE, None, 2)


def test_a_fault_rests_longer_every_time_and_the_fifth_is_the_last(store: Store) -> None:
    now, pauses = NOW, []
    for _ in range(MOST_TRIES):
        assert begin(store, now)
        fail(store, since=now)
        pauses.append((kept(store).leased_until - now) // MINUTE)
        now = kept(store).leased_until
    assert (pauses, begin(store, now + DAY), kept(store).given_up) == ([1, 2, 4, 8, 16], False, True)


def test_one_who_dies_every_time_is_not_tried_for_ever(store: Store) -> None:
    took = [begin(store, NOW + number * LEASE) for number in range(MOST_TRIES + 1)]
    assert took == [True] * MOST_TRIES + [False]


STEPS = st.lists(
    st.tuples(st.sampled_from(["begin", "end", "fail"]), st.integers(1, 40) | st.just(2_000)), max_size=14
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_looking_and_taking_always_agree(store: Store, steps: Sequence[tuple[str, int]]) -> None:
    with store.writing() as conn:
        conn.execute(delete(jobs.jobs))
    now, since = NOW, NOW
    for step, seconds in steps:
        now += seconds * 1000
        if step == "begin":
            might = may_begin(store, now)
            assert begin(store, now) == might
            since = now if might else since
        elif step == "end":
            end(store, since, now)
        else:
            fail(store, since)


def test_after_a_success_what_is_older_than_a_month_is_gone(store: Store) -> None:
    begin(store)
    later = NOW + 32 * DAY
    begin(store, later, "2027-01-01")
    end(store, since=later, now=later, slot="2027-01-01")
    with store.reading() as conn:
        assert jobs.find(conn, "purge", SLOT) is None


def test_the_newest_slot_of_each_kind_is_told(store: Store) -> None:
    begin(store)
    begin(store, NOW + DAY, "2026-12-01")
    begin(store, NOW, "2026-11-30T08", "digest")
    with store.reading() as conn:
        told = {kind: job.slot for kind, job in jobs.newest(conn).items()}
    assert told == {"digest": "2026-11-30T08", "purge": "2026-12-01"}


def test_the_last_success_and_the_beginning_are_told(store: Store) -> None:
    begin(store)
    end(store)
    begin(store, NOW + DAY, "2026-12-01")
    with store.reading() as conn:
        told = jobs.successes(conn), jobs.beginnings(conn)
    assert told == ({"purge": NOW + 5}, {"purge": NOW})


def test_what_is_not_done_is_told(store: Store) -> None:
    begin(store)
    end(store)
    begin(store, NOW + DAY, "2026-12-01")
    with store.reading() as conn:
        assert [job.slot for job in jobs.unfinished(conn)] == ["2026-12-01"]


def test_alarms_are_counted(store: Store) -> None:
    with store.writing() as conn:
        wakeups.set_alarm(conn, meet(conn), 1, NOW)
        assert jobs.alarms(conn) == 1
