"""Buttons: the one on the screen, the same one tapped twice, and one from long ago.

An old one reopens its question or explains itself; none is ever an error.
"""

from dataclasses import replace

from bot import asking, control, taps, welcome
from bot.cards import placing_choices, say, screen
from bot.carry import FIELDS
from bot.effects import Forget
from bot.events import Tapped
from bot.form import Form
from bot.state import (
    Asking,
    Choosing,
    Confirming,
    Consenting,
    Declined,
    Idle,
    New,
    Paused,
    Picking,
    Placing,
    State,
    Talking,
)
from bot.step import Step
from bot.talking import settle
from bot.taps import Tap, read_tap

TWICE = 3000
"""The same button within so many milliseconds is one tap of a nervous finger."""

ALWAYS = (
    "help",
    "pause",
    "my_data",
    "results",
    "edit",
    "restart",
    "delete_data",
    "withdraw",
    "start",
    "menu",
    "keep",
)
WITHOUT_CONSENT = ("help", "results", "delete_data")


def tapped(state: State, before: State, event: Tapped, form: Form) -> Step:
    if event.data == before.last_tap and 0 <= event.at - before.seen < TWICE:
        return Step(state)
    state = replace(state, last_tap=event.data)
    tap = read_tap(event.data)
    if isinstance(state.place, New):
        return welcome.greet(state, event.now, form)
    if tap is None:
        return _explain(state, form, "unknown_button")
    if tap.where == taps.CONSENT:
        return _consent(state, tap, event, form)
    if isinstance(state.place, Consenting | Declined):
        return _not_agreed(state, tap, event, form)
    return _agreed(state, tap, event.now, form)


def _consent(state: State, tap: Tap, event: Tapped, form: Form) -> Step:
    open_ = isinstance(state.place, Consenting | Declined)
    match tap.what:
        case "full":
            return welcome.full_notice(state, form)
        case "again" if open_:
            return welcome.greet_again(state, event.now, form, "welcome_back")
        case "yes" if open_ and tap.version != form.version:
            return welcome.greet_again(state, event.now, form, "notice_changed")
        case "yes" if open_:
            return welcome.agree(state, event, form)
        case "no" if open_:
            return welcome.decline(state, event.now, form)
        case "no":
            return control.withdraw(state, event.now, form)
        case _:
            return _explain(state, form, "consent_already")


def _not_agreed(state: State, tap: Tap, event: Tapped, form: Form) -> Step:
    if tap.where == taps.CONFIRM and tap.what == "delete":
        return control.delete_data(state, event.now, form)
    if tap.what.lstrip("!") in WITHOUT_CONSENT:
        return control.COMMANDS[tap.what.lstrip("!")](state, event.now, form)
    return (
        welcome.remind_consent(state, form)
        if isinstance(state.place, Consenting)
        else Step(state, screen(state, form))
    )


def _agreed(state: State, tap: Tap, now: int, form: Form) -> Step:
    place = state.place
    if isinstance(place, Paused) and tap.where != taps.DO:
        back = replace(state, place=place.then, asked_at=now)
        return _agreed(back, tap, now, form).after(say(state, form, "resumed"))
    if tap.what.startswith("!!"):
        return _meant(state, tap, now, form)
    if tap.what.startswith("!"):
        return _command(state, tap, now, form)
    match tap.where, state.place:
        case (taps.MENU, Choosing() | Idle() | Talking()):
            return menu(state, tap.what, now, form)
        case (taps.FOCUS, Talking() as talking) if tap.what in ("yes", "0", "1", "2", "3"):
            return settle(state, talking, tap.what, now, form)
        case (taps.PICK, Picking(slots)) if tap.what in slots:
            return control.pick(state, tap.what, now, form)
        case (taps.CONFIRM, Confirming(what)) if tap.what in (what, "no"):
            return _confirm(state, tap.what, now, form)
        case (taps.CONFIRM, _) if tap.what == "delete":
            return control.delete_data(state, now, form)
        case (field, Placing(open_)) if field == open_ and _offered(field, tap.what, state, form):
            return welcome.place(state, field, tap.what, now, form)
        case (question, _) if question in form.questions:
            return _question(state, tap, now, form)
        case _:
            return _explain(state, form, "old_button")


def _offered(field: str, code: str, state: State, form: Form) -> bool:
    return any(c.code == code for c in placing_choices(field, state, form))


def menu(state: State, what: str, now: int, form: Form) -> Step:
    if what in form.chapters:
        return asking.begin(state, what, now, form)
    state = replace(state, place=Idle(), asked_at=now)
    return Step(state, (say(state, form, "enough"), *screen(state, form)))


def _confirm(state: State, what: str, now: int, form: Form) -> Step:
    if what == "no":
        return control.keep(state, now, form).after(say(state, form, "as_it_was"))
    return control.confirmed(state, what, now, form)


def _question(state: State, tap: Tap, now: int, form: Form) -> Step:
    place, question = state.place, form.questions[tap.where]
    if isinstance(place, Asking) and place.question == question.id and question.choice(tap.what):
        return asking.choose(state, place, (tap.what,), now, form)
    return asking.reopen(state, question.id, now, form).after(say(state, form, "old_question"))


def _command(state: State, tap: Tap, now: int, form: Form) -> Step:
    name = tap.what[1:]
    here = isinstance(state.place, Asking) and state.place.question == tap.where
    if tap.where in FIELDS and name == "back":
        same = isinstance(state.place, Placing) and state.place.field == tap.where
        return control.back(state, now, form) if same else _explain(state, form, "old_button")
    if name not in control.COMMANDS or not (here or name in ALWAYS or tap.where == taps.DO):
        return _explain(state, form, "old_button")
    return control.COMMANDS[name](state, now, form)


def _meant(state: State, tap: Tap, now: int, form: Form) -> Step:
    """The last bubble was a command after all: it is no answer, so it is erased, and the command is done."""
    place, name = state.place, tap.what[2:]
    if not (
        isinstance(place, Asking) and place.question == tap.where and place.words and name in control.COMMANDS
    ):
        return _explain(state, form, "old_button")
    words = place.words[:-1]
    rest = replace(place, words=words, length=place.length if words else 0)
    return control.COMMANDS[name](state.at(rest), now, form).after(Forget(place.words[-1]))


def _explain(state: State, form: Form, phrase: str) -> Step:
    if isinstance(state.place, Consenting):
        return welcome.remind_consent(state, form)
    return Step(state, screen(state, form)).after(say(state, form, phrase))
