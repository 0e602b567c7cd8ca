"""What a person may always do: help, pause, resume, start over, see, change, take back.

Nothing here needs the right moment.
"""

from dataclasses import replace

from bot import taps
from bot.asking import advance, chosen_enough, open_at, reopen, show_menu, skip
from bot.asking import back as back_in_questions
from bot.cards import consent_buttons, do, say, screen, tap
from bot.effects import Forget, Move, Show
from bot.form import Form
from bot.state import (
    Asking,
    Choosing,
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
from bot.talking import ask_focus
from bot.welcome import back as back_in_profile
from bot.welcome import go_on, unsaid

MOST_PICKS = 12


def help_(state: State, now: int, form: Form) -> Step:
    if not state.profile.consent:
        return Step(state, (say(state, form, "help", *consent_buttons(state, form)),))
    ways = do(state, form, "start", "my_data", "edit", "pause", "restart", "results", "delete_data")
    return Step(state, (say(state, form, "help", *ways),))


def pause(state: State, now: int, form: Form) -> Step:
    if isinstance(state.place, Paused):
        return Step(state, screen(state, form))
    return _paused(state, form)


def _paused(state: State, form: Form) -> Step:
    state = state.at(Paused(state.place))
    return Step(state, screen(state, form))


def start(state: State, now: int, form: Form) -> Step:
    """Resume, or show again what is open."""
    place = state.place
    if isinstance(place, Paused):
        return resume(state, place, now, form)
    if isinstance(place, Idle | Choosing):
        return go_on(state, now, form)
    return Step(state, screen(state, form)).after(say(state, form, "here_we_are"))


def resume(state: State, paused: Paused, now: int, form: Form) -> Step:
    state = replace(state, place=paused.then, asked_at=now)
    step = (
        go_on(state, now, form)
        if isinstance(paused.then, Idle | Choosing)
        else Step(state, screen(state, form))
    )
    return step.after(say(state, form, "resumed"))


def next_(state: State, now: int, form: Form) -> Step:
    match state.place:
        case Asking() as asking if asking.words or asking.invited:
            return advance(state, asking, now, form)
        case Asking() as asking if asking.chosen:
            return chosen_enough(state, asking, now, form)
        case Asking():
            return Step(state, screen(state, form)).after(say(state, form, "no_answer_yet"))
        case Talking() as talking:
            return ask_focus(state, talking, now, form)
        case _:
            return start(state, now, form)


def skip_(state: State, now: int, form: Form) -> Step:
    match state.place:
        case Asking() as asking:
            return skip(state, asking, now, form)
        case Placing(field):
            return unsaid(state, field, now, form)
        case Talking(asked=True):
            return show_menu(state, now, form)
        case _:
            return start(state, now, form)


def back(state: State, now: int, form: Form) -> Step:
    match state.place:
        case Asking() as asking:
            return back_in_questions(state, asking, now, form)
        case Placing(field):
            return back_in_profile(state, field, now, form)
        case Picking(_, then) | Confirming(_, then):
            return _return(state, then, now, form)
        case Paused() as paused:
            return resume(state, paused, now, form)
        case _ if state.answered or state.skipped:
            return _back_into_questions(state, now, form)
        case _:
            return start(state, now, form)


def _back_into_questions(state: State, now: int, form: Form) -> Step:
    """From the menu back to the last question of the short path, or the one answered last."""
    first = [q for q in form.chapters[form.first].questions if q in (*state.answered, *state.skipped)]
    slot = next(iter(q for q in reversed((*first, *state.answered)) if q in form.questions), "")
    skipped = [q for q in state.skipped if q in form.questions]
    if skipped:
        slot = skipped[-1]
    return reopen(state, slot, now, form) if slot else show_menu(state, now, form)


def _return(state: State, then: Place, now: int, form: Form) -> Step:
    state = replace(state, place=then, asked_at=now)
    return Step(state, screen(state, form))


def more(state: State, now: int, form: Form) -> Step:
    """Tell more of the answer before: what was typed since its end moves back to it."""
    place, slot = state.place, state.before
    if not slot:
        return Step(state, screen(state, form))
    since = place.words if isinstance(place, Asking) and place.question != slot else ()
    if isinstance(place, Asking) and since:
        state = state.at(replace(place, words=(), length=0, nothing=False))
    moved = (Move(since, slot),) if since else ()
    if slot not in form.questions:
        talk = replace(state, place=Talking(slot), asked_at=now)
        return Step(talk, (*moved, say(state, form, "go_on_talking")))
    return reopen(state, slot, now, form).after(*moved, say(state, form, "go_on_telling"))


def edit(state: State, now: int, form: Form) -> Step:
    slots = tuple(q for q in state.answered if q in form.questions and not form.questions[q].profile)
    if not slots:
        return Step(state, screen(state, form)).after(say(state, form, "nothing_to_edit"))
    state = replace(state, place=Picking(slots[-MOST_PICKS:], under(state)), asked_at=now)
    return Step(state, screen(state, form))


def pick(state: State, slot: str, now: int, form: Form) -> Step:
    """Answer this question anew; the older words are set aside once the new ones come."""
    place = state.place
    then = place.then if isinstance(place, Picking) else place
    return reopen(state.at(then), slot, now, form, anew=True).after(say(state, form, "edit_now"))


def keep(state: State, now: int, form: Form) -> Step:
    place = state.place
    return _return(state, place.then if isinstance(place, Picking | Confirming) else place, now, form)


def my_data(state: State, now: int, form: Form) -> Step:
    ways = do(state, form, "start", "edit", "delete_data", "withdraw")
    return Step(state, (Show("mine", ways),))


def results(state: State, now: int, form: Form) -> Step:
    return Step(state, (Show("results", do(state, form, "start", "my_data", "help")),))


def under(state: State) -> Place:
    """The place that a question about the conversation itself returns to."""
    place = state.place
    return place.then if isinstance(place, Picking | Confirming) else place


def confirm(state: State, what: str, now: int, form: Form) -> Step:
    state = replace(state, place=Confirming(what, under(state)), asked_at=now)
    return Step(state, screen(state, form))


def restart(state: State, now: int, form: Form) -> Step:
    return confirm(state, "restart", now, form)


def delete_data(state: State, now: int, form: Form) -> Step:
    return confirm(state, "delete", now, form)


def withdraw(state: State, now: int, form: Form) -> Step:
    return confirm(state, "withdraw", now, form)


def confirmed(state: State, what: str, now: int, form: Form) -> Step:
    match what:
        case "restart":
            return _start_over(state, now, form)
        case "delete":
            return confirm(state, "erase", now, form)
        case "erase":
            forgotten = State(turn=state.turn, seen=state.seen, heard_at=state.heard_at, version=form.version)
            return Step(forgotten, (Forget(), say(forgotten, form, "forgotten")))
        case _:
            return _withdrawn(state, now, form)


def _start_over(state: State, now: int, form: Form) -> Step:
    """Older answers stay until the same question is answered again; then they are set aside."""
    path = form.chapters[form.first].questions
    state = replace(state, answered=(), skipped=(), picked=(), before="")
    asking = Asking(path[0], form.first, path, anew=True)
    return open_at(state, asking, now, form).after(say(state, form, "restarted"))


def _withdrawn(state: State, now: int, form: Form) -> Step:
    profile = replace(state.profile, consent="", consent_at=0)
    state = replace(state, place=Declined(), profile=profile, asked_at=now)
    erase = tap(state, form, taps.CONFIRM, "delete", form.buttons["delete_data"])
    again = tap(state, form, taps.CONSENT, "again", form.buttons["rejoin"])
    return Step(state, (say(state, form, "withdrawn", erase, again),))


COMMANDS = {
    "help": help_,
    "pause": pause,
    "start": start,
    "greeting": start,
    "next": next_,
    "done": next_,
    "skip": skip_,
    "back": back,
    "edit": edit,
    "more": more,
    "my_data": my_data,
    "summary": my_data,
    "results": results,
    "restart": restart,
    "delete_data": delete_data,
    "withdraw": withdraw,
    "menu": show_menu,
    "keep": keep,
}
