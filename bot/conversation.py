"""The conversation: one pure step at a time. Reads no clock, database or network, and never raises.

This file is the table of contents. What happens is told in `welcome` (before the questions), `asking` and `picking`
(the questions and their buttons), `talking` (free talk), `control` (what a person may always do), `hearing` and
`tapping` (words and buttons, at whatever place).
"""

from dataclasses import replace

from bot import asking, confirming, control, posters, talking, welcome
from bot.asking import under
from bot.cards import say, screen
from bot.carry import carried
from bot.effects import Ask, Forget, Reword, Say, Show, WakeAfter
from bot.events import Came, Edited, Event, Happened, Joined, Left, Quiet, Said, Sent, Tapped, Unsent
from bot.form import Form
from bot.hearing import said
from bot.sending import sent
from bot.state import (
    UNKNOWN,
    Asking,
    Choosing,
    Confirming,
    Consenting,
    Declined,
    Idle,
    New,
    Paused,
    Picking,
    Place,
    State,
    Talking,
)
from bot.step import Step
from bot.tapping import tapped


def step(state: State, event: Event, form: Form) -> Step:
    """Total: every state and every event give a state and effects."""
    before, state = state, carried(state, form)
    if isinstance(event, Quiet):
        return _quiet(state, event, form)
    state = replace(
        state,
        turn=state.turn + 1,
        seen=max(state.seen, event.at),
        heard_at=event.now,
        lag=_learnt(state.lag, event),
    )
    if before.version not in ("", form.version) and _question(before.place) != _question(state.place):
        return _kept_awake(_moved_on(state, event, form), event, form)
    return _kept_awake(_heard(state, before, event, form), event, form)


def _learnt(lag: int, event: Happened) -> int:
    taken = event.now - event.at
    return min(lag, taken) if -UNKNOWN < taken < UNKNOWN and not event.redelivered else lag


def _question(place: Place) -> str:
    while isinstance(place, Paused | Confirming | Picking):
        place = place.then
    return place.question if isinstance(place, Asking) else ""


def _heard(state: State, before: State, event: Event, form: Form) -> Step:
    match event:
        case Joined():
            return _joined(state, event, form)
        case Came():
            return posters.came(state, event, form)
        case Edited() if state.profile.consent == form.consent.version:
            return _edited(state, event)
        case Edited():
            return Step(state)
        case Left():
            return _left(state)
        case Unsent():
            return _unsent(state, event)
        case Tapped():
            return tapped(state, before, event, form)
        case Sent():
            return sent(state, event, form)
        case Said():
            return said(state, before, event, form)
        case _:
            return Step(state)


def _kept_awake(done: Step, event: Event, form: Form) -> Step:
    """Words that are waiting for the quiet gap are not forgotten because something else happened meanwhile.

    Where the bot has just said something, it is the person's turn.
    """
    spoke = any(isinstance(e, Say | Ask | Show | WakeAfter) for e in done.effects)
    if spoke or not asking.words_wait(done.state.place) or isinstance(event, Left):
        return done
    return Step(done.state, (*done.effects, asking.wake(done.state, form)))


def _moved_on(state: State, event: Event, form: Form) -> Step:
    """The open question is gone from the new questionnaire; words meant for it are kept as free talk."""
    if isinstance(event, Left):
        return _left(state)
    if isinstance(event, Unsent):
        return _unsent(state, event)
    intent = form.commands.understand(event.text, "nothing").intent if isinstance(event, Said) else ""
    if isinstance(event, Said) and state.profile.consent == form.consent.version and intent == "answer":
        done = talking.keep_aside(state, event, form)
    else:
        done = Step(state, screen(state, form))
    return done.after(say(state, form, "questions_changed"))


def _joined(state: State, event: Joined, form: Form) -> Step:
    match state.place:
        case New() | Consenting():
            return welcome.greet(state, event.now, form)
        case Declined():
            return welcome.greet_again(state, event.now, form, "welcome_back")
        case Paused() as paused:
            return control.resume(state, paused, event.now, form)
        case Asking(words=words) if words:
            return control.start(state, event.now, form)
        case _:
            return Step(state, screen(state, form)).after(say(state, form, "welcome_back"))


def _left(state: State) -> Step:
    """Blocked: nothing may be sent. What was open waits."""
    place = under(state)
    stays = isinstance(place, New | Consenting | Declined | Paused)
    return Step(state.at(place if stays else Paused(place)))


def _unsent(state: State, event: Unsent) -> Step:
    """The bubble is gone; an answer in which nothing stays was never given."""
    if event.emptied:
        state = confirming.without(state, event.emptied)
    return Step(state.at(_without(state.place, event.message_id)), (Forget(event.message_id),))


def _edited(state: State, event: Edited) -> Step:
    """What it may have meant as a command before is past."""
    place = state.place
    if isinstance(place, Asking) and place.doubtful == event.message_id:
        state = state.at(replace(place, doubt="", doubtful=""))
    return Step(state, (Reword(event.message_id, event.at, event.text),))


def _without(place: Place, message_id: str) -> Place:
    match place:
        case Asking(words=words) if message_id in words:
            rest = tuple(w for w in words if w != message_id)
            return replace(place, words=rest, length=place.length if rest else 0, first=_still(place.first))
        case Talking(words=words) if message_id in words:
            rest = tuple(w for w in words if w != message_id)
            return replace(place, words=rest, first=_still(place.first)) if rest else Idle()
        case Paused(then) | Confirming(_, then) | Picking(then=then):
            return replace(place, then=_without(then, message_id))
        case _:
            return place


def _still(first: str) -> str:
    """That a photo or a voice was kept is not said once something was taken back: it may have been that."""
    return "" if first.startswith("kept_") else first


def _quiet(state: State, event: Quiet, form: Form) -> Step:
    if event.turn != state.turn:
        return Step(state)
    match state.place:
        case Asking() as place:
            return asking.fall_quiet(state, place, event.now, form)
        case Talking(asked=False) as place:
            return talking.fall_quiet(state, place, event.now, form)
        case Choosing() | Idle() | Picking():
            return Step(state, screen(state, form)).after(say(state, form, "added_before"))
        case _:
            return Step(state)
