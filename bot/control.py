"""What a person may always do: help, pause, resume, start over, see, change, take back.

Nothing here needs the right moment.
"""

from dataclasses import replace

from bot.asking import advance as go_to_next
from bot.asking import (
    ask_who,
    go_on,
    here_again,
    leave,
    reopen,
    settled,
    settled_below,
    show_menu,
    skip,
    under,
)
from bot.asking import back as back_in_questions
from bot.cards import do, note, say, screen, without_consent
from bot.confirming import delete_data, go_back, keep, restart, withdraw
from bot.effects import Move, Show
from bot.form import Form
from bot.own_data import copy, edit, edit_me, my_data
from bot.picking import enough as enough_picked
from bot.state import (
    Asking,
    Choosing,
    Confirming,
    Idle,
    Paused,
    Picking,
    Placing,
    State,
    Talking,
)
from bot.step import Step
from bot.talking import ask_focus
from bot.welcome import back as back_in_profile
from bot.welcome import last_field, unsaid
from bot.who import accepts, minor, missing


def help_(state: State, now: int, form: Form) -> Step:
    state = state.at(under(state))
    if not state.profile.consent:
        return Step(state, (say(state, form, "help_before", *without_consent(state, form)),))
    ways = do(state, form, "start", "my_data", "edit", "pause", "restart", "results", "delete_data")
    return Step(state, (say(state, form, "help", *ways),))


def pause(state: State, now: int, form: Form) -> Step:
    place = under(state)
    state = state.at(place if isinstance(place, Paused) else Paused(place))
    return Step(state, screen(state, form))


def start(state: State, now: int, form: Form) -> Step:
    """Resume, or go on from what is open."""
    match state.place:
        case Paused() as paused:
            return resume(state, paused, now, form)
        case Picking(then=then) | Confirming(_, then):
            return go_back(state, then, now, form)
        case Idle() | Choosing():
            return go_on(state, now, form)
        case Asking(words=words) as asking if words:
            return go_to_next(state, asking, now, form).after(say(state, form, "kept_so_far"))
        case _:
            return Step(state, screen(state, form)).after(say(state, form, "here_we_are"))


def resume(state: State, paused: Paused, now: int, form: Form) -> Step:
    """Where it stopped; what had been typed for the question then is its answer."""
    state = replace(state, place=paused.then, asked_at=now)
    welcome = say(state, form, "resumed")
    match paused.then:
        case Idle() | Choosing():
            return go_on(state, now, form).after(welcome)
        case Asking(words=words) as asking if words:
            return go_to_next(state, asking, now, form).after(welcome)
        case _:
            return Step(state, screen(state, form)).after(welcome)


def next_(state: State, now: int, form: Form) -> Step:
    match state.place:
        case Asking() as asking if asking.words or asking.invited:
            return go_to_next(state, asking, now, form)
        case Asking() as asking if asking.chosen:
            return enough_picked(state, asking, now, form)
        case Asking(question=question) as asking if question in state.answered:
            return leave(state, asking, now, form)
        case Asking():
            return Step(state, screen(state, form)).after(say(state, form, "no_answer_yet"))
        case Talking(asked=False) as talking:
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
        case Asking(index=0, chapter=chapter) as asking if chapter == form.first:
            return last_field(settled(state, asking), now, form)
        case Asking() as asking:
            return back_in_questions(state, asking, now, form)
        case Placing(field):
            return back_in_profile(state, field, now, form)
        case Talking() as talking:
            state = state.at(replace(talking, asked=False))
            return Step(state, (say(state, form, "go_on_talking", *do(state, form, "next")),))
        case Picking(review=True, then=then):
            return back(state.at(then), now, form)
        case Choosing() | Idle() if state.answered or state.skipped:
            return _back_into_questions(state, now, form)
        case _:
            return start(state, now, form)


def _back_into_questions(state: State, now: int, form: Form) -> Step:
    """To a question that was skipped, or to the one answered last."""
    known = [q for q in (*state.answered, *state.skipped) if q in form.questions]
    asked = [q for q in known if not form.questions[q].profile]
    if not asked:
        return show_menu(state, now, form)
    return reopen(state, asked[-1], now, form).after(here_again(state, asked[-1], form))


def more(state: State, now: int, form: Form) -> Step:
    """Tell more of the answer before: what was typed since its end moves back to it."""
    if isinstance(state.place, Paused):
        state = settled_below(state).at(state.place.then)
    state = state.at(under(state))
    place, slot = state.place, state.before
    if missing(state, form):
        return ask_who(state, now, form)
    if not slot:
        return Step(state, screen(state, form)).after(say(state, form, "nothing_before"))
    since = place.words if isinstance(place, Asking) and place.question != slot else ()
    if isinstance(place, Asking) and since:
        state = state.at(replace(place, words=(), length=0, nothing=False))
    moved = (Move(since, slot),) if since else ()
    if slot not in form.questions:
        talk = replace(state, place=Talking(slot), asked_at=now)
        return Step(talk, (*moved, say(state, form, "go_on_talking", *do(state, form, "next"))))
    return reopen(state, slot, now, form).after(*moved, say(state, form, "go_on_telling"))


def enough(state: State, now: int, form: Form) -> Step:
    """ "พอแค่นี้ก่อน", typed anywhere but at the menu: what is open counts, and nothing more is asked."""
    if missing(state, form):
        return pause(state, now, form)
    state = replace(settled_below(state), place=Idle(), asked_at=now)
    return Step(state, screen(state, form)).after(say(state, form, "enough"))


def speak(state: State, now: int, form: Form) -> Step:
    """The tap opened the microphone by itself; where it could not, this says how."""
    place = state.place
    phrase = (
        "how_to_speak" if accepts("audio", state, form) else "got_from_young" if minor(state) else "got_audio"
    )
    if not isinstance(place, Asking):
        return Step(state, screen(state, form)).after(say(state, form, phrase))
    ways = do(state, form, "next" if place.words or place.chosen else "skip", "back", "pause", "help")
    return Step(state, (note(place, state, form, phrase, *ways),))


def results(state: State, now: int, form: Form) -> Step:
    state = state.at(under(state))
    ways = do(state, form, "start", "my_data", "help")
    return Step(state, (Show("results", ways if state.profile.consent else without_consent(state, form)),))


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
    "copy": copy,
    "edit_me": edit_me,
    "speak": speak,
    "summary": my_data,
    "results": results,
    "restart": restart,
    "delete_data": delete_data,
    "withdraw": withdraw,
    "menu": show_menu,
    "keep": keep,
    "enough": enough,
}
WITHOUT_CONSENT = ("help", "results", "my_data", "summary", "copy", "delete_data")
"""What needs no consent: to see, to take back, to ask."""
