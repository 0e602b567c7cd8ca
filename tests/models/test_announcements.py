"""An announcement goes to whom it is meant for, to each of them once, and stops where it is stopped."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from models import (
    addressing,
    announcements,
    answers,
    batching,
    codings,
    delivery,
    dispatch,
    parked,
    people,
    quotas,
)
from models import outbox as rows
from models.addressing import Addressees
from models.announcements import Announcement, audience
from models.answers import Given
from models.codings import Coding
from models.database import Store
from models.outgoing import Outcome, Outgoing
from models.quotas import Reading
from tests.models.people import NOW

DAY = 24 * 3_600_000
WEEK = 7 * DAY
ROUND = "2569"
EVERYBODY = Addressees(ROUND)


class Office:
    """Somebody who announces, and the sender."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self._met = store, NOW, 0

    def meet(self, count: int = 1, **told: Any) -> list[int]:
        row = {"sealed": b"sealed", "created_at": NOW, "seen_at": NOW, "consent": "2569.1", "round": ROUND}
        made = []
        for _ in range(count):
            self._met += 1
            made.append({**row, "handle": f"h{self._met}", "area": [], **told})
        with self.store.writing() as conn:
            return people.meet_many(conn, made)

    def answered(self, person: int, slot: str, coding: Coding, **told: Any) -> None:
        given = {"round": ROUND, "person_id": person, "slot": slot, "question": slot, "facet": "problem"}
        given |= {"focus": 1, "form_version": "v1", "given_at": NOW, "role": "", "sector": "", "district": ""}
        with self.store.writing() as conn:
            made = answers.open(conn, Given(**{**given, **told}))
            conn.execute(update(answers.answers).where(answers.answers.c.id == made.id).values(text="คำตอบ"))
            codings.put(conn, made.id, coding, NOW)

    def reaches(self, **wanted: Any) -> set[int]:
        """Whom an announcement with these filters goes to."""
        draft = self.draft(made_by=f"by {self._met}")
        with self.store.writing() as conn:
            many = addressing.address(conn, draft.id, Addressees(ROUND, **wanted))
            assert addressing.count(conn, Addressees(ROUND, **wanted)) == many
            return set(conn.execute(_theirs(draft, audience.c.person_id)).scalars())

    def draft(self, words: str = "ประกาศ", made_by: str = "K7F3Q2") -> Announcement:
        with self.store.writing() as conn:
            return announcements.draft(conn, ROUND, made_by, words, self.now)

    def sends(self, wanted: Addressees = EVERYBODY) -> Announcement:
        draft = self.draft()
        with self.store.writing() as conn:
            announcements.confirm(conn, draft.id, self.now)
            addressing.address(conn, draft.id, wanted)
        return draft

    def batch(self, announcement: Announcement, most: int = 500) -> int:
        with self.store.writing() as conn:
            return batching.put_batch(conn, announcement.id, self.now, most)

    def claim(self) -> list[Outgoing]:
        with self.store.writing() as conn:
            return dispatch.claim(conn, self.now, lease_ms=15_000, limit=100).rows

    def settle(self, claimed: Sequence[Outgoing], status: Any = "sent", **more: Any) -> None:
        done = [(row, Outcome(row.id, status, pushed=row.paid, **more)) for row in claimed]
        with self.store.writing() as conn:
            dispatch.settle(conn, done, self.now)

    def stop(self, announcement: Announcement) -> int:
        with self.store.writing() as conn:
            announcements.stop(conn, announcement.id, self.now)
            return batching.halt(conn, announcement.id, self.now)

    def halt(self, announcement: Announcement) -> int:
        with self.store.writing() as conn:
            return batching.halt(conn, announcement.id, self.now)

    def counts(self, announcement: Announcement) -> dict[str, int]:
        with self.store.reading() as conn:
            return delivery.counts(conn, announcement.id)

    def state(self, announcement: Announcement) -> str:
        with self.store.reading() as conn:
            found = announcements.by_code(conn, announcement.code)
        return found.state if found else "gone"

    def batches(self, announcement: Announcement) -> list[int]:
        """How many people stand in each."""
        counted = _theirs(announcement, func.count()).where(audience.c.outbox_id.is_not(None))
        with self.store.reading() as conn:
            return sorted(conn.execute(counted.group_by(audience.c.outbox_id)).scalars())


def _theirs(announcement: Announcement, what: Any) -> Any:
    return select(what).where(audience.c.announcement_id == announcement.id)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


# ---- a draft


def test_an_organiser_has_one_draft(office: Office) -> None:
    first = office.draft()
    office.draft()
    assert office.state(first) == "gone"


def test_another_organisers_draft_stays(office: Office) -> None:
    first = office.draft()
    office.draft(made_by="M2X9R4")
    assert office.state(first) == "draft"


def test_a_draft_that_was_left_for_a_week_goes_with_the_next_one_of_anybody(office: Office) -> None:
    first = office.draft()
    office.now += WEEK + 1
    office.draft(made_by="M2X9R4")
    assert office.state(first) == "gone"


def test_what_was_confirmed_is_no_draft_any_more(office: Office) -> None:
    sent = office.sends()
    office.draft()
    assert office.state(sent) == "sending"


def test_words_are_kept_to_the_letter(office: Office) -> None:
    words = "  เรียนทุกท่าน\n\n👩🏽‍🏫 50% 'ก' \"ข\" {ค}\n"
    draft = office.draft(words)
    with office.store.reading() as conn:
        found = announcements.by_code(conn, draft.code)
    assert found == draft
    assert draft.words == words


def test_what_was_confirmed_is_not_rewritten(office: Office) -> None:
    sent = office.sends()
    with office.store.writing() as conn:
        announcements.rewrite(conn, Announcement(sent.id, sent.code, ROUND, sent.made_by, NOW, "อีกอย่าง"))
        found = announcements.by_code(conn, sent.code)
    assert found is not None
    assert found.words == "ประกาศ"


def test_a_code_that_is_taken_is_drawn_again(office: Office) -> None:
    drawn = iter(["AAAAAA", "AAAAAA", "BBBBBB"])
    with office.store.writing() as conn:
        made = [announcements.draft(conn, ROUND, by, "x", NOW, lambda: next(drawn)) for by in ("1", "2")]
    assert [each.code for each in made] == ["AAAAAA", "BBBBBB"]


def test_it_is_confirmed_once(office: Office) -> None:
    draft = office.draft()
    with office.store.writing() as conn:
        assert [announcements.confirm(conn, draft.id, NOW) for _ in range(2)] == [True, False]


def test_the_newest_that_was_confirmed_comes_first(office: Office) -> None:
    sent = []
    for _ in range(3):
        office.now += 1
        sent.append(office.sends().code)
    office.draft()
    with office.store.reading() as conn:
        assert [each.code for each in announcements.sent(conn, 2)] == sent[:0:-1]


# ---- whom it goes to


def test_who_has_not_agreed_is_left_alone(office: Office) -> None:
    office.meet(consent="")
    assert office.reaches() == set()


def test_who_has_blocked_us_is_left_out(office: Office) -> None:
    office.meet(blocked_at=NOW)
    assert office.reaches() == set()


def test_who_is_nobody_any_more_is_left_out(office: Office) -> None:
    office.meet(handle="anonymous 1", sealed=b"")
    assert office.reaches() == set()


def test_it_goes_to_people_of_the_round(office: Office) -> None:
    (here,) = office.meet()
    office.meet(round="2568")
    assert office.reaches() == {here}


def test_who_spoke_in_the_round_and_came_to_another_is_of_both(office: Office) -> None:
    (moved,) = office.meet(round="2570")
    office.answered(moved, "problem", Coding())
    assert office.reaches() == {moved}


@pytest.mark.parametrize("nameless", [True, False])
def test_who_named_no_round_belongs_to_the_bots_own(office: Office, nameless: bool) -> None:
    met = office.meet(round="")
    assert office.reaches(nameless=nameless) == (set(met) if nameless else set())


def test_role_and_district_must_both_fit(office: Office) -> None:
    (both,) = office.meet(role="teacher", district="7102")
    office.meet(role="teacher", district="7101")
    office.meet(role="parent", district="7102")
    assert office.reaches(roles=("teacher",), districts=("7102",)) == {both}


def test_of_a_zone_are_also_those_who_told_no_district(office: Office) -> None:
    (whole,) = office.meet(zone="z1")
    (within,) = office.meet(zone="z1", district="7102")
    office.meet(zone="z2", district="7105")
    assert office.reaches(districts=("7102",), zone="z1") == {whole, within}


def test_of_a_district_are_not_those_who_told_only_the_zone(office: Office) -> None:
    office.meet(zone="z1")
    assert office.reaches(districts=("7102",)) == set()


SPOKEN = [
    ({"theme": "food"}, True),
    ({"theme": "foo"}, False),
    ({"facet": "problem"}, True),
    ({"facet": "hope"}, True),
    ({"facet": "example"}, False),
    ({"focus": 1}, True),
    ({"focus": 2}, False),
    ({"since": NOW, "before": NOW + 1}, True),
    ({"since": NOW - 9, "before": NOW}, False),
    ({"focus": 1, "theme": "food", "since": NOW, "before": NOW + 1}, True),
]


@pytest.mark.parametrize(("wanted", "reached"), SPOKEN)
def test_who_spoke_of_it(office: Office, wanted: dict[str, Any], reached: bool) -> None:
    person, _ = office.meet(2)
    office.answered(person, "problem", Coding(themes=("teacher_supply", "food"), facets=("hope",)))
    assert office.reaches(**wanted) == ({person} if reached else set())


def test_one_answer_must_have_all_of_it(office: Office) -> None:
    (person,) = office.meet()
    office.answered(person, "problem", Coding(themes=("food",)))
    office.answered(person, "joint", Coding(themes=("travel",)), focus=2)
    assert office.reaches(theme="food", focus=2) == set()


def test_what_was_said_in_another_round_does_not_count(office: Office) -> None:
    (person,) = office.meet()
    office.answered(person, "problem", Coding(themes=("food",)), round="2568")
    assert office.reaches(theme="food") == set()


# ---- batches


def test_a_batch_is_the_very_message(office: Office) -> None:
    office.meet()
    office.batch(office.sends())
    assert [(row.kind, row.messages) for row in office.claim()] == [
        ("multicast", [{"type": "text", "text": "ประกาศ"}])
    ]


def test_everybody_stands_in_one_batch(office: Office) -> None:
    office.meet(7)
    sent = office.sends()
    assert [office.batch(sent, 3) for _ in range(4)] == [3, 3, 1, 0]
    assert office.batches(sent) == [1, 3, 3]


def test_a_draft_has_no_batches(office: Office) -> None:
    office.meet()
    draft = office.draft()
    with office.store.writing() as conn:
        addressing.address(conn, draft.id, EVERYBODY)
    assert office.batch(draft) == 0


def test_many_at_once_put_nobody_into_two_batches(office: Office) -> None:
    office.meet(60)
    sent = office.sends()
    together = threading.Barrier(4)

    def work() -> None:
        together.wait(10)
        for _ in range(40):
            office.batch(sent, 3)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while office.batch(sent, 3):
        pass  # whoever met somebody at it went on without one
    with office.store.reading() as conn:
        many = conn.execute(select(func.count()).select_from(rows.outbox)).scalar_one()
    assert (many, office.batches(sent)) == (20, [3] * 20)


def test_while_somebody_else_is_at_it_there_is_nothing_to_do(postgres_url: str) -> None:
    store = Store(postgres_url)
    office = Office(store)
    office.meet(6)
    sent = office.sends()
    with store.writing() as conn:
        first = batching.put_batch(conn, sent.id, NOW, 3)
        second = office.batch(sent, 3)
    store.close()
    assert (first, second) == (3, 0)


def test_a_batch_whose_maker_dies_is_made_again(office: Office) -> None:
    office.meet(3)
    sent = office.sends()
    with office.store.writing() as conn:
        batching.put_batch(conn, sent.id, NOW)
        conn.rollback()
    assert (office.batch(sent), office.batches(sent)) == (3, [3])


def test_erased_people_are_out_of_it(office: Office) -> None:
    person, _ = office.meet(2)
    sent = office.sends()
    office.batch(sent)
    with office.store.writing() as conn:
        people.erase(conn, person)
    office.settle(office.claim())
    assert office.counts(sent) == {"sent": 1}


def test_who_blocks_us_meanwhile_is_counted_so(office: Office) -> None:
    person, _ = office.meet(2)
    sent = office.sends()
    office.batch(sent)
    with office.store.writing() as conn:
        conn.execute(update(people.people).where(people.people.c.id == person).values(blocked_at=NOW))
    office.settle(office.claim())
    assert office.counts(sent) == {"sent": 1, "blocked": 1}


def test_batches_that_wait_are_counted(office: Office) -> None:
    office.meet(4)
    sent = office.sends()
    for _ in range(2):
        office.batch(sent, 1)
    with office.store.reading() as conn:
        assert (batching.in_flight(conn), batching.coming(conn)) == ((2, 2), 4)


# ---- stopping


def test_what_is_in_no_batch_is_stopped(office: Office) -> None:
    office.meet(5)
    sent = office.sends()
    office.batch(sent, 2)
    office.settle(office.claim())
    office.stop(sent)
    assert (office.counts(sent), office.batch(sent)) == ({"sent": 2, "stopped": 3}, 0)


def test_a_batch_that_nobody_sends_yet_is_taken_back(office: Office) -> None:
    office.meet(2)
    sent = office.sends()
    office.batch(sent)
    office.stop(sent)
    assert (office.counts(sent), office.claim()) == ({"stopped": 2}, [])


def test_a_batch_on_its_way_arrives(office: Office) -> None:
    office.meet(2)
    sent = office.sends()
    office.batch(sent)
    claimed = office.claim()
    office.stop(sent)
    office.settle(claimed)
    assert office.counts(sent) == {"sent": 2}


def test_a_batch_that_comes_back_is_not_tried_again(office: Office) -> None:
    office.meet(2)
    sent = office.sends()
    office.batch(sent)
    claimed = office.claim()
    office.stop(sent)
    office.settle(claimed, "waiting", due_at=office.now, maybe_pushed=False)
    office.halt(sent)
    assert (office.counts(sent), office.claim()) == ({"stopped": 2}, [])


def test_what_is_parked_is_taken_back_piece_by_piece(office: Office) -> None:
    office.meet(3)
    with office.store.writing() as conn:
        quotas.note(conn, Reading(0, 0), office.now)
    sent = office.sends()
    office.batch(sent)
    office.claim()
    parked = office.counts(sent)
    with office.store.writing() as conn:
        announcements.stop(conn, sent.id, office.now)
        taken = [batching.halt(conn, sent.id, office.now, most=2) for _ in range(3)]
    assert (parked, taken, office.counts(sent)) == ({"parked": 3}, [2, 1, 0], {"stopped": 3})


def test_what_has_no_row_any_more_holds_up_no_end(office: Office) -> None:
    (person,) = office.meet()
    with office.store.writing() as conn:
        quotas.note(conn, Reading(0, 0), office.now)
    sent = office.sends()
    office.batch(sent)
    office.claim()
    with office.store.writing() as conn:
        rows.cancel(conn, person)
    office.stop(sent)
    assert office.counts(sent) == {"stopped": 1}


def test_only_what_stops_is_taken_back(office: Office) -> None:
    office.meet(2)
    sent = office.sends()
    assert (office.halt(sent), office.counts(sent)) == (0, {"waiting": 2})


@pytest.mark.parametrize(("stopped", "state"), [(False, "done"), (True, "stopped")])
def test_it_ends_once(office: Office, stopped: bool, state: str) -> None:
    sent = office.sends()
    if stopped:
        office.stop(sent)
    with office.store.writing() as conn:
        (found,) = announcements.running(conn)
        ended = [announcements.close(conn, found, office.now) for _ in range(2)]
    assert (ended, office.state(sent)) == ([True, False], state)


# ---- whatever happens


STEPS = ("batch", "send", "fail", "no quota", "quota", "reply", "free", "stop", "later")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=14), who=st.integers(0, 4))
def test_nobody_is_told_twice_and_the_figures_tell_who_was(store: Store, steps: list[str], who: int) -> None:
    office = Office(store)
    with store.writing() as conn:
        conn.execute(announcements.announcements.delete())
        conn.execute(people.people.delete())
        conn.execute(rows.outbox.delete())
    met = [office.meet(sealed=str(n).encode())[0] for n in range(5)]
    names = {str(n).encode(): person for n, person in enumerate(met)}
    sent, reached = office.sends(), list[int]()
    for step in [*steps, "quota", "batch", "later", "send", "reply", "send"]:
        reached += _step(office, sent, step, met[who], names)
    assert len(reached) == len(set(reached))
    assert office.counts(sent).get("sent", 0) == len(reached)


def _step(office: Office, sent: Announcement, step: str, who: int, names: dict[bytes, int]) -> list[int]:
    """Whom the announcement reached."""
    if step == "batch":
        office.batch(sent, 2)
    elif step == "stop":
        office.stop(sent)
    elif step == "later":
        office.now += 60_000
    elif step in ("send", "fail"):
        return _settled(office, office.claim(), step == "send", names)
    else:
        _elsewhere(office, step, who)
    return []


def _elsewhere(office: Office, step: str, who: int) -> None:
    with office.store.writing() as conn:
        if step == "free":
            parked.free(conn, office.now)
        elif step == "reply":
            told: dict[str, Any] = {"messages": [], "reply_token": "t", "token_at": office.now}
            carries = parked.board(conn, who, 4, office.now)
            rows.put(conn, person_id=who, kind="reply", now=office.now, carries=carries, **told)
        else:
            quotas.note(conn, Reading(0 if step == "no quota" else None, 0), office.now)


def _settled(office: Office, claimed: list[Outgoing], went: bool, names: dict[bytes, int]) -> list[int]:
    if went:
        office.settle(claimed)
        return [person for row in claimed for person in _told(row, names)]
    office.settle(claimed, "waiting", due_at=office.now, maybe_pushed=False, maybe_replied=False)
    return []


def _told(row: Outgoing, names: dict[bytes, int]) -> list[int]:
    if row.kind == "multicast":
        return [names[sealed] for sealed in row.to]
    return [row.person_id or 0] if row.carries or row.purpose == "announcement" else []
