"""Buttons: the one on the screen, the same one tapped twice, and one from long ago.

An old one reopens its question or explains itself; none is ever an error.
"""

from dataclasses import replace

from bot import asking, confirming, control, own_data, picking, taps, welcome
from bot.cards import say, screen
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
from bot.who import FIELDS, missing, placing_choices

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
    "copy",
    "edit_me",
    "enough",
)


def tapped(state: State, before: State, event: Tapped, form: Form) -> Step:
    if event.data == before.last_tap and 0 <= event.at - before.seen < TWICE:
        return Step(state)
    state = replace(state, last_tap=event.data)
    tap = read_tap(event.data)
    if isinstance(state.place, New):
        return welcome.greet(state, event.now, form)
    if tap is None:
        return explain(state, form, "unknown_button")
    if tap.where == taps.CONSENT:
        return _consent(state, tap, event, form)
    if state.profile.consent != form.consent.version:
        return _not_agreed(state, tap, event.now, form)
    return _agreed(state, tap, event.now, form)


def _consent(state: State, tap: Tap, event: Tapped, form: Form) -> Step:
    open_ = state.profile.consent != form.consent.version
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
            return confirming.withdraw(state, event.now, form)
        case _:
            return explain(state, form, "consent_already")


def _not_agreed(state: State, tap: Tap, now: int, form: Form) -> Step:
    """Without a consent to today's notice: see, take back, ask; nothing else."""
    place, name = state.place, tap.what.lstrip("!")
    if isinstance(place, Confirming) and tap.where == taps.CONFIRM and tap.what in (place.what, "no"):
        return _confirm(state, tap.what, now, form)
    if tap.where == taps.CONFIRM and tap.what == "delete":
        return confirming.delete_data(state, now, form)
    if tap.where in (taps.DROP, taps.PAGE):
        return _own_data(state, tap, now, form)
    if tap.what.startswith("!") and name in control.WITHOUT_CONSENT:
        return control.COMMANDS[name](state, now, form)
    return still_open(state, now, form)


def still_open(state: State, now: int, form: Form) -> Step:
    """Consent is what is open, whatever was tapped or typed."""
    if state.profile.consent:
        return welcome.greet_again(state, now, form, "notice_changed")
    if isinstance(state.place, Consenting):
        return welcome.remind_consent(state, form)
    state = state.at(state.place if isinstance(state.place, Confirming) else Declined())
    return Step(state, screen(state, form))


def _agreed(state: State, tap: Tap, now: int, form: Form) -> Step:
    place = state.place
    if tap.where in (taps.EDIT, taps.DROP, taps.PAGE):
        return _own_data(state, tap, now, form)
    if isinstance(place, Paused) and tap.where != taps.DO:
        resumed = replace(state, place=place.then, asked_at=now)
        return _agreed(resumed, tap, now, form).after(say(state, form, "resumed"))
    if tap.what.startswith("!!"):
        return _meant(state, tap, now, form)
    if tap.what.startswith("!"):
        return _command(state, tap, now, form)
    match tap.where, place:
        case (taps.MENU, Choosing() | Idle() | Talking()):
            return menu(state, tap.what, now, form)
        case (taps.FOCUS, Talking() as talking) if tap.what in ("yes", "0", "1", "2", "3"):
            return settle(state, talking, tap.what, now, form)
        case (taps.PICK, Picking(slots)) if tap.what in slots:
            return own_data.pick(state, tap.what, now, form)
        case (taps.CONFIRM, Confirming(what)) if tap.what in (what, "no"):
            return _confirm(state, tap.what, now, form)
        case (taps.CONFIRM, _) if tap.what == "delete":
            return confirming.delete_data(state, now, form)
        case (field, Placing(open_)) if field == open_ and _offered(field, tap.what, state, form):
            return welcome.place(state, field, tap.what, now, form)
        case (question, _) if question in form.questions and not missing(state, form):
            return _question(state, tap, now, form)
        case _:
            return explain(state, form, "old_button")


def _own_data(state: State, tap: Tap, now: int, form: Form) -> Step:
    """The buttons on the cards of one's own data."""
    if tap.where == taps.PAGE and tap.what.isascii() and tap.what.isdigit() and len(tap.what) < 5:
        return own_data.my_data(state, now, form, int(tap.what))
    slot, _, round = tap.what.partition("@")
    if not own_data.known(slot, state, form) or round not in ("", state.profile.round):
        return explain(state, form, "old_button")
    if tap.where == taps.DROP:
        return own_data.drop(state, slot, now, form)
    if missing(state, form):
        return asking.ask_who(state, now, form)
    return own_data.pick(state, slot, now, form)


def _offered(field: str, code: str, state: State, form: Form) -> bool:
    return any(c.code == code for c in placing_choices(field, state, form))


def menu(state: State, what: str, now: int, form: Form) -> Step:
    if what in form.chapters:
        return asking.begin(state, what, now, form)
    state = replace(state, place=Idle(), asked_at=now)
    return Step(state, screen(state, form)).after(say(state, form, "enough"))


def _confirm(state: State, what: str, now: int, form: Form) -> Step:
    return (
        confirming.refused(state, now, form) if what == "no" else confirming.confirmed(state, what, now, form)
    )


def _question(state: State, tap: Tap, now: int, form: Form) -> Step:
    place, question = state.place, form.questions[tap.where]
    if isinstance(place, Asking) and place.question == question.id and question.choice(tap.what):
        return picking.choose(state, place, (tap.what,), now, form)
    return asking.reopen(state, question.id, now, form).after(say(state, form, "old_question"))


def _command(state: State, tap: Tap, now: int, form: Form) -> Step:
    name, place = tap.what[1:], state.place
    here = isinstance(place, Asking) and place.question == tap.where
    if tap.where in FIELDS and name == "back":
        same = isinstance(place, Placing) and place.field == tap.where
        return control.back(state, now, form) if same else explain(state, form, "old_button")
    if name not in control.COMMANDS or not (here or name in ALWAYS or tap.where == taps.DO):
        return explain(state, form, "old_button")
    return control.COMMANDS[name](state, now, form)


def _meant(state: State, tap: Tap, now: int, form: Form) -> Step:
    place, name = state.place, tap.what[2:]
    open_ = isinstance(place, Asking) and place.question == tap.where and name == place.doubt
    if isinstance(place, Asking) and open_ and name in control.COMMANDS:
        return meant(state, place, now, form)
    return explain(state, form, "old_button")


def meant(state: State, place: Asking, now: int, form: Form) -> Step:
    """The doubtful bubble was a command after all: it is no answer, so it is erased, and the command is done."""
    words = tuple(w for w in place.words if w != place.doubtful)
    rest = replace(place, words=words, length=place.length if words else 0, doubt="", doubtful="")
    done = control.COMMANDS[place.doubt](state.at(rest), now, form)
    return done.after(Forget(place.doubtful))


def explain(state: State, form: Form, phrase: str) -> Step:
    if isinstance(state.place, Consenting):
        return welcome.remind_consent(state, form)
    return Step(state, screen(state, form)).after(say(state, form, phrase))
