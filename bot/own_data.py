"""One's own data: to see, to change, to remove, to take along. Nothing here needs the right moment."""

from dataclasses import replace

from bot.asking import (
    MOST_PICKS,
    ask_who,
    reopen,
    settled_below,
    under,
)
from bot.cards import do, say, screen, without_consent
from bot.confirming import confirm
from bot.effects import Show
from bot.form import Form
from bot.state import (
    Confirming,
    Paused,
    Picking,
    Placing,
    State,
    Talking,
)
from bot.step import Step
from bot.who import missing, suits, you


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
