"""A person's own answers, as memory gives them back, set as cards and as lines. Reads no memory itself."""

from dataclasses import dataclass

from bot import taps
from bot.cards import slot_title
from bot.cutting import clipped
from bot.effects import Button
from bot.form import Form
from bot.state import State
from bot.who import you

A_PAGE = 9
"""Answers on one page of cards: LINE takes twelve cards, and one is for who speaks."""

_TITLE, _SHORT_TITLE, _SAID, _LINE = 200, 90, 220, 110


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the codes that were chosen, the words as they were typed, and how many of each other kind."""

    slot: str
    chosen: tuple[str, ...] = ()
    text: str = ""
    media: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """What a turn may need of the memory. `link` opens the copy of one's data; empty where none can be made."""

    given: tuple[Given, ...] = ()
    results: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card of several side by side: small head, words, small foot, its own buttons."""

    text: str
    head: str = ""
    foot: str = ""
    buttons: tuple[Button, ...] = ()


def pages(given: tuple[Given, ...]) -> int:
    return max(1, -(-len(given) // A_PAGE))


def cards(given: tuple[Given, ...], page: int, state: State, form: Form) -> tuple[Card, ...]:
    """Who speaks, then one card an answer."""
    shown = given[page * A_PAGE : (page + 1) * A_PAGE]
    return (_who_card(len(given), state, form), *(_answer_card(each, state, form) for each in shown))


def lines(given: tuple[Given, ...], slots: tuple[str, ...], state: State, form: Form) -> tuple[str, ...]:
    """One line an answer, in the order of `slots`."""
    known = {each.slot: each for each in given}
    return tuple(_line(known.get(slot, Given(slot)), state, form) for slot in slots)


def who(state: State, form: Form) -> str:
    profile = state.profile
    named = (
        form.ages.get(profile.age),
        form.roles.get(profile.role),
        form.districts.get(profile.district) or form.zones.get(profile.zone),
    )
    return " · ".join(each.label for each in named if each is not None)


def said(given: Given, form: Form) -> str:
    question = form.questions.get(given.slot)
    found = [(question.choice(code) if question else None, code) for code in given.chosen]
    picked = ", ".join(choice.label if choice else code for choice, code in found)
    return "\n".join(filter(None, (picked, given.text, _sent(given, form))))


def _sent(given: Given, form: Form) -> str:
    counted = (form.phrases[f"media_{kind}"].format(count=number) for kind, number in given.media)
    return " · ".join(counted)


def _line(given: Given, state: State, form: Form) -> str:
    words = said(given, form).replace("\n", " / ")
    title = clipped(slot_title(given.slot, state, form), _SHORT_TITLE)
    return f"{title}\n→ {clipped(words, _LINE)}" if words else title


def _who_card(total: int, state: State, form: Form) -> Card:
    ways: tuple[Button, ...] = ()
    if state.profile.role and state.profile.consent:
        ways = (taps.button(form.buttons["edit_me"], form.version, taps.DO, "!edit_me", state.turn),)
    head = form.phrases["mine_who"].replace("{you}", you(state, form))
    told = [form.phrases["mine_count"].format(count=total)] if total else []
    told += [form.phrases["mine_elsewhere"]] if state.elsewhere else []
    return Card(who(state, form) or form.phrases["mine_nobody"], head, "\n".join(told), ways)


def _answer_card(given: Given, state: State, form: Form) -> Card:
    title = clipped(slot_title(given.slot, state, form), _TITLE)
    return Card(clipped(said(given, form), _SAID), title, "", _answer_buttons(given.slot, state, form))


def _answer_buttons(slot: str, state: State, form: Form) -> tuple[Button, ...]:
    """Whoever took their consent back may take answers away, but not give new ones."""
    ways = [("drop_this", taps.DROP)]
    if state.profile.consent and (slot in form.questions or slot.startswith("free.")):
        ways.insert(0, ("edit_this", taps.EDIT))
    what = f"{slot}@{state.profile.round}"
    return tuple(
        taps.button(form.buttons[label], form.version, where, what, state.turn) for label, where in ways
    )
