"""Questions about the conversation itself, and what a yes or a no to them does: remove, erase, withdraw, start over."""

from dataclasses import replace

from bot.asking import (
    ask_who,
    go_on,
    leave,
    open_at,
    settled_below,
    under,
    with_picked,
)
from bot.cards import do, fresh, say, screen, tap, without_consent
from bot.effects import Correct, Forget, Say
from bot.form import Form
from bot.state import (
    Asking,
    Confirming,
    Declined,
    Idle,
    Paused,
    Picking,
    Place,
    Placing,
    State,
    Talking,
)
from bot.step import Step
from bot.taps import CONFIRM
from bot.who import missing


def go_back(state: State, then: Place, now: int, form: Form) -> Step:
    state = replace(state, place=then, asked_at=now)
    return Step(state, screen(state, form))


def keep(state: State, now: int, form: Form) -> Step:
    """Everything as it was: also the answer that was going to be changed."""
    place = state.place
    if isinstance(place, Asking) and fresh(place) and place.question in state.answered:
        return leave(state, replace(place, anew=False), now, form).after(say(state, form, "as_it_was"))
    return go_back(state, under(state), now, form)


def confirm(state: State, what: str, now: int, form: Form) -> Step:
    state = replace(state, place=Confirming(what, under(state)), asked_at=now)
    return Step(state, screen(state, form))


def restart(state: State, now: int, form: Form) -> Step:
    return ask_who(state, now, form) if missing(state, form) else confirm(state, "restart", now, form)


def delete_data(state: State, now: int, form: Form) -> Step:
    return confirm(state, "delete", now, form)


def withdraw(state: State, now: int, form: Form) -> Step:
    return confirm(state, "withdraw", now, form)


def confirmed(state: State, what: str, now: int, form: Form) -> Step:
    what, _, about = what.partition(":")
    match what:
        case "drop":
            return _dropped(state, about, now, form)
        case "near":
            return _near(state, about, now, form)
        case "restart":
            return _start_over(state, now, form)
        case "delete":
            return confirm(state, "erase", now, form)
        case "erase":
            forgotten = State(turn=state.turn, seen=state.seen, heard_at=state.heard_at, version=form.version)
            return Step(forgotten, (Forget(), Say("forgotten", {"you": "ท่าน"})))
        case _:
            return _withdrawn(state, now, form)


def _near(state: State, district: str, now: int, form: Form) -> Step:
    """The district of the poster, or of the shared location, is the person's."""
    anew, here = state.profile.district != district, form.districts[district]
    profile = replace(state.profile, zone=here.zone, district=district, near="")
    state = replace(state, place=under(state), profile=profile)
    heard = say(state, form, "district_heard", district=here.label)
    step = (
        go_on(state, now, form)
        if isinstance(state.place, Placing)
        else go_back(state, state.place, now, form)
    )
    return step.after(*((Correct(),) if anew and (state.answered or state.talks) else ()), heard)


def refused(state: State, now: int, form: Form) -> Step:
    place = state.place
    if isinstance(place, Confirming) and place.what.startswith("near:"):
        state = replace(state, profile=replace(state.profile, near=""))
        if isinstance(place.then, Placing):
            return ask_who(state, now, form)
    return keep(state, now, form).after(say(state, form, "as_it_was"))


def _start_over(state: State, now: int, form: Form) -> Step:
    """Older answers stay until the same question is answered again; then they are set aside."""
    state = settled_below(state)
    path = form.chapters[form.first].questions
    renew = tuple(dict.fromkeys((*state.renew, *state.answered)))
    state = replace(state, answered=(), skipped=(), picked=(), hollow=(), before="", renew=renew)
    return open_at(state, Asking(path[0], form.first, path), now, form).after(say(state, form, "restarted"))


def _withdrawn(state: State, now: int, form: Form) -> Step:
    state = settled_below(state)
    profile = replace(state.profile, consent="", consent_at=0)
    state = replace(state, place=Declined(), profile=profile, asked_at=now)
    erase = tap(state, form, CONFIRM, "delete", form.buttons["delete_data"])
    return Step(state, (say(state, form, "withdrawn", erase, *without_consent(state, form)[:2]),))


def _dropped(state: State, slot: str, now: int, form: Form) -> Step:
    """The answer is erased. Its question is not pressed on anybody again, but stays open in the menu."""
    state = without(keep(state, now, form).state, slot)
    skipped = (*state.skipped, slot) if slot in form.questions else state.skipped
    state = replace(state, skipped=skipped)
    ways = do(state, form, "start", "my_data") if state.profile.consent else without_consent(state, form)
    return Step(state, (Forget(slot=slot), say(state, form, "dropped", *ways)))


def without(state: State, slot: str) -> State:
    """The state in which nothing was ever answered in this slot."""

    def rest(slots: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(s for s in slots if s != slot)

    left = replace(
        state,
        answered=rest(state.answered),
        skipped=rest(state.skipped),
        hollow=rest(state.hollow),
        renew=rest(state.renew),
        before="" if state.before == slot else state.before,
        place=_emptied(state.place, slot),
    )
    return with_picked(left, slot, ())


def _emptied(place: Place, slot: str) -> Place:
    match place:
        case Asking(question) if question == slot:
            return replace(place, words=(), chosen=(), length=0, invited=False, nothing=False, doubt="")
        case Talking(talk) if talk == slot:
            return Idle()
        case Picking(slots, then) if slot in slots:
            rest = tuple(s for s in slots if s != slot)
            return replace(place, slots=rest) if rest else _emptied(then, slot)
        case Paused(then) | Confirming(_, then) | Picking(then=then):
            return replace(place, then=_emptied(then, slot))
        case _:
            return place
