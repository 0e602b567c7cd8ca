"""Facts about the sender: real rows, a real loop, real HTTP to the stand-in of LINE."""

import threading
from datetime import timedelta

import pytest

from handlers.line.gateway import LineGateway
from handlers.sender import MOST_IN_FLIGHT, Sender
from handlers.simulator.standin_values import Trouble
from handlers.thai_dates import in_thailand
from models import ledger, outbox
from models.database import Store
from models.identity import Identity
from tests.line.conftest import TOKEN

MINUTE = 60_000


@pytest.fixture
def sender(desk, line):
    running = make_sender(desk, line)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def any_sender(any_desk, line):
    running = make_sender(any_desk, line)
    running.start()
    yield running
    running.stop()


def make_sender(desk, line, identity=None, counted=lambda kind, status: None):
    return Sender(
        desk.store,
        identity or desk.identity,
        lambda: LineGateway(TOKEN, line.base_url, 1.0),
        desk.clock,
        counted,
    )


def said_to(line, user):
    return [shown.message["text"] for shown in line.standin.chat(user) if shown.who == "bot"]


def wait_until_empty(desk, line, sender, *, hurry_on=0, seconds=20):
    """Until no row waits; `hurry_on` sets the clock forward each time, so that pauses take no time."""
    pause = threading.Event()
    for _ in range(seconds * 20):
        sender.hurry()
        with desk.store.reading() as conn:
            if outbox.waiting(conn) == 0:
                return
        pause.wait(0.05)
        desk.clock.forward(hurry_on)
    raise TimeoutError("rows still wait")


def calls(line):
    return [sending.call for sending in line.standin.accepted]


def test_a_fresh_token_is_used_for_a_free_reply(desk, line, sender):
    user, person = desk.person("Anna")
    desk.put(person, "สวัสดีค่ะ", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender)
    assert calls(line) == ["reply"]


def test_the_words_arrive(any_desk, line, any_sender):
    user, person = any_desk.person("Anna")
    any_desk.put(person, "สวัสดีค่ะ", any_desk.token(user, "t1"))
    wait_until_empty(any_desk, line, any_sender)
    assert said_to(line, user) == ["สวัสดีค่ะ"]


def test_a_sent_row_says_so(desk, line, sender):
    user, person = desk.person("Anna")
    row = desk.put(person, "x", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender)
    assert (desk.row(row).status, bool(desk.row(row).request_id)) == ("sent", True)


def test_a_reply_to_somebody_erased_still_goes_out(desk, line, sender):
    user, _ = desk.person("Anna")
    desk.put(None, "ลบให้แล้วค่ะ", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender)
    assert said_to(line, user) == ["ลบให้แล้วค่ะ"]


def test_an_old_token_is_not_tried_and_the_answer_pushed(desk, line, sender):
    user, person = desk.person("Anna")
    desk.put(person, "x", desk.token(user, "t1"), token_at=desk.clock.now() - MINUTE)
    wait_until_empty(desk, line, sender)
    assert calls(line) == ["push"]


def test_a_token_that_line_no_longer_knows_turns_into_a_push(any_desk, line, any_sender):
    _, person = any_desk.person("Anna")
    any_desk.put(person, "x", "never heard of")
    wait_until_empty(any_desk, line, any_sender)
    assert calls(line) == ["push"]


def test_that_push_carries_the_retry_key_of_its_row(desk, line, sender):
    _, person = desk.person("Anna")
    key = desk.row(desk.put(person, "x", "never heard of")).retry_key
    wait_until_empty(desk, line, sender)
    assert key in line.standin.retry_keys._kept


def test_what_nobody_waits_for_any_more_is_dropped(desk, line, sender):
    _, person = desk.person("Anna")
    row = desk.put(person, "x", "never heard of", push_until=desk.clock.now() - 1)
    wait_until_empty(desk, line, sender)
    assert (desk.row(row).status, desk.row(row).fault, calls(line)) == ("dropped", "too late", [])


def test_a_reply_that_may_not_be_pushed_is_dropped(desk, line, sender):
    _, person = desk.person("Anna")
    row = desk.put(person, "x", "never heard of", push_until=None)
    wait_until_empty(desk, line, sender)
    assert (desk.row(row).status, calls(line)) == ("dropped", [])


def test_a_storm_of_errors_ends_in_one_delivery(any_desk, line, any_sender):
    user, person = any_desk.person("Anna")
    line.standin.trouble = Trouble(500, times=5)
    any_desk.put(person, "x", any_desk.token(user, "t1"))
    wait_until_empty(any_desk, line, any_sender, hurry_on=500)
    assert said_to(line, user) == ["x"]


def test_a_storm_after_acceptance_ends_in_one_delivery(desk, line, sender):
    user, person = desk.person("Anna")
    line.standin.trouble = Trouble(500, times=3, after_accept=True)
    desk.put(person, "x", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender, hurry_on=500)
    assert said_to(line, user) == ["x"]


def test_a_lost_answer_to_a_push_ends_in_one_delivery(any_desk, line, any_sender):
    user, person = any_desk.person("Anna")
    line.standin.trouble = Trouble(500, times=3, after_accept=True)
    any_desk.put(person, "x")
    wait_until_empty(any_desk, line, any_sender, hurry_on=500)
    assert said_to(line, user) == ["x"]


def test_a_push_that_fails_after_its_token_was_gone_is_not_taken_for_sent(desk, line, sender):
    user, person = desk.person("Anna")
    line.standin.trouble = Trouble(500, times=2, path="push")
    desk.put(person, "x", "never heard of")
    wait_until_empty(desk, line, sender, hurry_on=3000)
    assert said_to(line, user) == ["x"]


def test_a_slow_answer_ends_in_one_delivery(desk, line, sender):
    user, person = desk.person("Anna")
    line.standin.trouble = Trouble(None, delay=1.5)
    desk.put(person, "x", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender, hurry_on=100)
    assert said_to(line, user) == ["x"]


def test_without_quota_a_question_is_parked_and_not_pushed(any_desk, line, any_sender):
    _, person = any_desk.person("Anna")
    line.standin.quota.monthly = 0
    row = any_desk.put(person, "x")
    wait_until_empty(any_desk, line, any_sender)
    assert (any_desk.row(row).status, calls(line)) == ("parked", [])


def test_line_is_asked_for_its_quota_before_the_first_push(desk, line, sender):
    line.standin.quota.use(7, desk.clock.now())
    _, person = desk.person("Anna")
    desk.put(person, "x")
    wait_until_empty(desk, line, sender)
    assert (standing(desk).quota.value, standing(desk).used) == (300, 8)


def test_a_quota_that_line_does_not_tell_stops_nobody(desk, line, sender):
    line.standin.trouble = Trouble(500, times=99, path="quota")
    _, person = desk.person("Anna")
    desk.put(person, "x")
    wait_until_empty(desk, line, sender)
    assert (calls(line), standing(desk).quota.kind) == (["push"], "")


def test_replies_do_not_wait_for_the_quota(desk, line, sender):
    line.standin.trouble = Trouble(500, times=99, path="quota")
    user, person = desk.person("Anna")
    desk.put(person, "x", desk.token(user, "t1"))
    wait_until_empty(desk, line, sender)
    assert standing(desk).quota.read_at == 0


def test_when_others_used_up_the_quota_meanwhile_nothing_is_lost(any_desk, line, any_sender):
    """Our books have room, LINE says no: the push is parked, and nothing more is tried."""
    people = [any_desk.person(f"Person {n}")[1] for n in range(3)]
    any_desk.put(people[0], "x")
    wait_until_empty(any_desk, line, any_sender)
    line.standin.quota.use(299, any_desk.clock.now())
    rows = [any_desk.put(person, "y", purpose="digest", push_until=None) for person in people[1:]]
    wait_until_empty(any_desk, line, any_sender)
    assert ([any_desk.row(row).status for row in rows], standing(any_desk).left) == (["parked", "parked"], 0)


def test_what_is_parked_is_pushed_when_a_new_month_begins(any_desk, line, any_sender):
    to_ten_in_the_morning(any_desk.clock)
    user, person = any_desk.person("Anna")
    line.standin.quota.use(300, any_desk.clock.now())
    row = any_desk.put(person, "x", purpose="digest", push_until=None)
    wait_until_empty(any_desk, line, any_sender)
    any_desk.clock.forward(31 * 24 * 60 * MINUTE)
    wait_until_sent(any_desk, any_sender, row)
    assert said_to(line, user) == ["x"]


def test_at_night_nobody_is_told_what_has_waited_for_weeks(any_desk, line, any_sender):
    to_ten_in_the_morning(any_desk.clock)
    _, person = any_desk.person("Anna")
    line.standin.quota.use(300, any_desk.clock.now())
    row = any_desk.put(person, "x", purpose="digest", push_until=None)
    wait_until_empty(any_desk, line, any_sender)
    any_desk.clock.forward((31 * 24 + 12) * 60 * MINUTE)
    user, talking = any_desk.person("Berta")
    for n in range(3):
        any_desk.put(talking, "y", any_desk.token(user, f"t{n}"))
        wait_until_empty(any_desk, line, any_sender)
    assert any_desk.row(row).status == "parked"


def to_ten_in_the_morning(clock):
    """In Thailand, on the second day of a month, so that no test crosses the end of one by itself."""
    here = in_thailand(clock.now())
    then = here.replace(day=2, hour=10, minute=0) + timedelta(days=31)
    clock.forward(int((then.replace(day=2) - here).total_seconds()) * 1000)


def standing(desk):
    with desk.store.reading() as conn:
        return ledger.standing(conn, desk.clock.now())


def wait_until_sent(desk, sender, row):
    pause = threading.Event()
    for _ in range(400):
        sender.hurry()
        if desk.row(row).status == "sent":
            return
        pause.wait(0.05)
    raise TimeoutError(desk.row(row).status)


def test_a_loading_sign_is_shown(desk, line, sender):
    user, person = desk.person("Anna")
    desk.put(person, "x", kind="loading")
    wait_until_empty(desk, line, sender)
    assert line.standin.screen(user).loading


def test_a_loading_sign_that_fails_is_not_tried_again(desk, line, sender):
    _, person = desk.person("Anna")
    line.standin.trouble = Trouble(500)
    row = desk.put(person, "x", kind="loading")
    wait_until_empty(desk, line, sender)
    assert (desk.row(row).status, desk.row(row).attempts) == ("dropped", 1)


def test_a_seal_that_cannot_be_opened_is_named(desk, line):
    _, person = desk.person("Anna")
    row = desk.put(person, "x")
    sender = make_sender(desk, line, Identity("another secret of thirty-two characters"))
    sender.start()
    wait_until_empty(desk, line, sender)
    sender.stop()
    assert desk.row(row).fault == "no address"


class CountingClock:
    """Asked by the sender once in every round."""

    asked = 0

    def now(self):
        self.asked += 1
        return 1_790_000_000_000


def test_an_outbox_that_is_away_is_told_once(tmp_path, identity, line, caplog):
    """As on PostgreSQL before `siangkan migrate`: no table, round after round."""
    clock, store = CountingClock(), Store(f"sqlite:///{tmp_path}/no-tables.db")
    sender = Sender(store, identity, lambda: LineGateway(TOKEN, line.base_url, 1.0), clock)
    sender.start()
    pause = threading.Event()
    while clock.asked < 8:
        sender.hurry()
        pause.wait(0.02)
    sender.stop()
    store.close()
    said = [record.getMessage() for record in caplog.records if "cannot be reached" in record.getMessage()]
    assert said == ["the outbox cannot be reached: OperationalError"]


def test_one_persons_messages_keep_their_order_among_many(any_desk, line, any_sender):
    people = [any_desk.person(f"Person {n}") for n in range(8)]
    for n in range(20):
        for user, person in people:
            any_desk.put(person, str(n), any_desk.token(user, f"{user}{n}"))
    wait_until_empty(any_desk, line, any_sender)
    assert [said_to(line, user) for user, _ in people] == [[str(n) for n in range(20)]] * 8


def test_order_is_kept_when_the_first_of_a_person_fails(any_desk, line, any_sender):
    user, person = any_desk.person("Anna")
    line.standin.trouble = Trouble(500, times=2)
    for n in range(3):
        any_desk.put(person, str(n), any_desk.token(user, f"t{n}"))
    wait_until_empty(any_desk, line, any_sender, hurry_on=500)
    assert said_to(line, user) == ["0", "1", "2"]


def test_a_slow_line_holds_up_no_other_person(any_desk, line, any_sender):
    """While one waits for LINE, all the others are in flight beside it."""
    line.standin.trouble = Trouble(None, delay=0.5, times=64)
    people = [any_desk.person(f"Person {n}") for n in range(64)]
    for user, person in people:
        any_desk.put(person, "x", any_desk.token(user, f"t{user}"))
    wait_until_empty(any_desk, line, any_sender)
    assert [said_to(line, user) for user, _ in people] == [["x"]] * 64


def test_at_least_64_sends_are_in_flight():
    assert MOST_IN_FLIGHT >= 64


def test_what_waited_while_nobody_sent_goes_out_at_the_start(desk, line):
    user, person = desk.person("Anna")
    desk.put(person, "x", desk.token(user, "t1"))
    sender = make_sender(desk, line)
    sender.start()
    wait_until_empty(desk, line, sender)
    sender.stop()
    assert said_to(line, user) == ["x"]


def test_what_is_in_flight_lands_before_the_sender_stops(desk, line):
    user, person = desk.person("Anna")
    counted = []
    sender = make_sender(desk, line, counted=lambda kind, status: counted.append(status))
    line.standin.trouble = Trouble(None, delay=0.5)
    row = desk.put(person, "x", desk.token(user, "t1"))
    sender.start()
    while line.standin.trouble:
        sender.hurry()
    sender.stop()
    assert (counted, desk.row(row).status) == (["sent"], "sent")


def test_a_row_that_a_dead_process_had_leased_goes_out_when_the_lease_ends(desk, line, sender):
    user, person = desk.person("Anna")
    row = desk.put(person, "x", desk.token(user, "t1"), due_at=desk.clock.now() + 1000)
    with desk.store.writing() as conn:
        conn.execute(
            outbox.outbox.update().values(leased_until=desk.clock.now() + 30_000, attempts=1, due_at=0)
        )
    wait_until_empty(desk, line, sender, hurry_on=1000)
    assert (desk.row(row).attempts, said_to(line, user)) == (2, ["x"])


def test_a_reply_that_a_dead_process_had_sent_is_not_sent_again(desk, line, sender):
    user, person = desk.person("Anna")
    token = desk.token(user, "t1")
    line.standin.reply_tokens.spend(token)
    row = desk.put(person, "x", token, due_at=desk.clock.now() + 600)
    with desk.store.writing() as conn:
        conn.execute(outbox.outbox.update().values(attempts=1, maybe_replied=True))
    wait_until_empty(desk, line, sender, hurry_on=100)
    assert (desk.row(row).status, calls(line)) == ("sent", [])
