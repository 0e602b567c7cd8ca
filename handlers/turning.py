"""Takes one turn inside its transaction: decides, performs, answers, saves. Opens no transaction, sends nothing."""

import contextlib
from dataclasses import replace

from bot.conversation import step
from bot.events import Event, Left, Said, Sent, Unsent
from bot.rounds import MEDIA
from bot.state import Asking, New, Profile, State, Talking
from bot.who import finished
from handlers.performing import perform
from handlers.replying import reply, show_typing
from handlers.turn import Turn
from models import answers, bubbles, consents, folding, outbox, people, states, wakeups
from models.people import Person

MOST_A_DAY = 40
"""Photos and voices of one person: more than anybody has to say, and less than fills a disk."""
_DAY = 24 * 60 * 60_000


def take_turn(turn: Turn, state: State, event: Event) -> None:
    stepped = step(state, _guided(turn, state, event), turn.services.form)
    turn.profile = stepped.state.profile
    perform(turn, stepped.effects)
    if isinstance(event, Left):
        _let_go(turn)
    person = reply(turn, stepped.effects, stepped.state)
    if not turn.forgotten:
        person = replace(person, blocked_at=event.now if isinstance(event, Left) else person.blocked_at)
        _save(turn, person, state, stepped.state)


def _guided(turn: Turn, state: State, event: Event) -> Event:
    """Words outside the questions come with a guess of what they are about; a bubble taken back, with the answer
    that is none without it."""
    if isinstance(event, Sent) and event.kind in MEDIA and state.profile.consent:
        sent = bubbles.media_since(turn.conn, turn.person.id, turn.now - _DAY)
        return replace(event, too_many=sent >= MOST_A_DAY)
    if isinstance(event, Unsent):
        return replace(event, emptied=_emptied(turn, state.profile.round, event.message_id))
    at_question = isinstance(state.place, Asking) or (isinstance(state.place, Talking) and state.place.focus)
    if isinstance(event, Said) and not at_question and state.profile.consent:
        with contextlib.suppress(Exception):  # a guess; without it the person is simply asked
            return replace(event, focus=turn.read(event.text).focus)
    return event


def _emptied(turn: Turn, round: str, message_id: str) -> str:
    """Of the round that the person is in; what was said in another changes nothing in this conversation."""
    conn, person = turn.conn, turn.person.id
    for id in bubbles.answers_of(conn, person, [message_id]):
        slot = answers.get(conn, id).slot
        here = answers.find(conn, person, round or turn.services.round, slot)
        alone = bubbles.alone(conn, id, message_id) and not answers.ever_chosen(conn, id)
        if here is not None and here.id == id and alone:
            return slot
    return ""


def _let_go(turn: Turn) -> None:
    """Whoever blocked us gets nothing that waits, and is not woken."""
    outbox.cancel(turn.conn, turn.person.id)
    wakeups.clear(turn.conn, turn.person.id)
    turn.alarm = None


def _save(turn: Turn, person: Person, before: State, after: State) -> None:
    people.see(turn.conn, person, turn.now)
    if after != before:
        states.save(turn.conn, person.id, after, turn.now)
    if after.profile != before.profile:
        people.describe(turn.conn, person.id, after.profile)
        answers.describe(turn.conn, person.id, turn.round, *turn.who())
        _note_consent(turn, before.profile, after.profile)
    if finished(after, turn.services.form) and not finished(before, turn.services.form):
        people.finish(turn.conn, person.id, turn.now)
        turn.stirred = True
    if turn.stirred or isinstance(before.place, New) or after.profile != before.profile:
        folding.stir(turn.conn, person.id, turn.now)
    if turn.alarm:
        wakeups.set_alarm(turn.conn, person.id, turn.alarm.turn, turn.alarm.due_at)
        show_typing(turn)


def _note_consent(turn: Turn, before: Profile, after: Profile) -> None:
    """What was agreed to, in its words, and when; and when it was taken back."""
    shown = turn.services.form.consent
    if after.consent == before.consent:
        return
    if after.consent:
        consents.shown(turn.conn, shown.version, shown.notice, shown.question, shown.full, turn.now)
    version, act = (after.consent, "agreed") if after.consent else (before.consent, "withdrawn")
    consents.note(turn.conn, turn.person.id, version, act, turn.now)
