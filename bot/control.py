"""What a person may always do: help, pause, resume, start over, see, change, take back.

Nothing here needs the right moment.
"""

from dataclasses import replace

from bot.asking import (
    MOST_PICKS,
    ask_who,
    go_on,
    here_again,
    leave,
    open_at,
    reopen,
    settled,
    settled_below,
    show_menu,
    skip,
    under,
    with_picked,
)
from bot.asking import advance as go_to_next
from bot.asking import back as back_in_questions
from bot.cards import do, fresh, note, say, screen, tap, without_consent
from bot.effects import Correct, Forget, Move, Say, Show
from bot.form import Form
from bot.picking import enough as enough_picked
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
from bot.taps import CONFIRM
from bot.welcome import back as back_in_profile
from bot.welcome import last_field, unsaid
from bot.who import accepts, minor, missing, suits, you


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
            return _return(state, then, now, form)
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


def _return(state: State, then: Place, now: int, form: Form) -> Step:
    state = replace(state, place=then, asked_at=now)
    return Step(state, screen(state, form))


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


def edit(state: State, now: int, form: Form) -> Step:
    known = (form.questions[q] for q in state.answered if q in form.questions)
    slots = tuple(q.id for q in known if not q.profile and suits(q, state))
    if not slots:
        return Step(state, screen(state, form)).after(say(state, form, "nothing_to_edit"))
    state = replace(state, place=Picking(slots[-MOST_PICKS:], under(state)), asked_at=now)
    return Step(state, screen(state, form))


def edit_number(state: State, number: int, now: int, form: Form) -> Step:
    """ "แก้ข้อ 2", typed anywhere: the second of those that can be changed, or the list of them."""
    listed = edit(state, now, form)
    place = listed.state.place
    if isinstance(place, Picking) and 1 <= number <= len(place.slots):
        return pick(listed.state, place.slots[number - 1], now, form)
    return listed


def enough(state: State, now: int, form: Form) -> Step:
    """ "พอแค่นี้ก่อน", typed anywhere but at the menu: what is open counts, and nothing more is asked."""
    if missing(state, form):
        return pause(state, now, form)
    state = replace(settled_below(state), place=Idle(), asked_at=now)
    return Step(state, screen(state, form)).after(say(state, form, "enough"))


def pick(state: State, slot: str, now: int, form: Form) -> Step:
    """Answer this question anew; the older words are set aside once the new ones come."""
    then = under(state)
    state = state.at(then.then if isinstance(then, Paused) else then)
    if slot in form.questions:
        return reopen(state, slot, now, form, anew=True).after(say(state, form, "edit_now"))
    state = replace(settled_below(state), place=Talking(slot, anew=True), asked_at=now)
    return Step(state, (say(state, form, "edit_now", *do(state, form, "menu")),))


def known(slot: str, state: State, form: Form) -> bool:
    """Whether the slot can hold an answer of this person."""
    free, _, number = slot.partition("free.")
    talk = not free and number.isascii() and number.isdigit() and len(number) < 7
    return slot in form.questions or (talk and 1 <= int(number) <= state.talks)


def drop(state: State, slot: str, now: int, form: Form) -> Step:
    return confirm(state, f"drop:{slot}", now, form)


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


def keep(state: State, now: int, form: Form) -> Step:
    """Everything as it was: also the answer that was going to be changed."""
    place = state.place
    if isinstance(place, Asking) and fresh(place) and place.question in state.answered:
        return leave(state, replace(place, anew=False), now, form).after(say(state, form, "as_it_was"))
    return _return(state, under(state), now, form)


def my_data(state: State, now: int, form: Form, page: int = 0) -> Step:
    state = state.at(under(state))
    ways = do(state, form, "start", "edit", "copy", "delete_data", "withdraw")
    ways = ways if state.profile.consent else (*without_consent(state, form), *do(state, form, "copy"))
    return Step(state, (Show("mine", ways, you(state, form), page=page),))


def copy(state: State, now: int, form: Form) -> Step:
    """All of one's data as a file, behind a link that only this chat shows. What was being asked stays open."""
    if not (state.profile.consent or state.answered or state.talks or state.elsewhere):
        return Step(state, screen(state, form)).after(say(state, form, "mine_none"))
    if isinstance(state.place, Confirming):
        return Step(state, screen(state, form)).after(Show("copy", (), you(state, form)))
    state = state.at(under(state))
    ways = do(state, form, "start", "my_data", "delete_data")
    ways = ways if state.profile.consent else without_consent(state, form)
    return Step(state, (Show("copy", ways, you(state, form)),))


def edit_me(state: State, now: int, form: Form) -> Step:
    """Tell anew who speaks. Age stays: it decides about the guardian's leave, and starting over asks for it."""
    if missing(state, form):
        return ask_who(state, now, form)
    state = replace(state, place=Placing("role", under(state)), asked_at=now)
    return Step(state, screen(state, form))


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
        else _return(state, state.place, now, form)
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
