"""Words typed by a person, at whatever place of the conversation.

A command fires only when the whole message is one.
"""

import re
from dataclasses import replace

from bot import asking, control, own_data, taps, welcome
from bot.answering import at_confirmation, at_place, choice
from bot.cards import TICK, do, screen, tap
from bot.choices import label_key
from bot.effects import Ask, Button, Say, Show
from bot.events import Said, Tapped
from bot.form import Form
from bot.phrases import BUTTONS
from bot.state import (
    UNKNOWN,
    Asking,
    Choosing,
    Confirming,
    Consenting,
    Declined,
    Idle,
    New,
    Picking,
    Placing,
    State,
)
from bot.step import Step
from bot.tapping import still_open, tapped
from bot.words import graphemes, key

LONGEST_TYPED_BUTTON = 40
# Commands whose button may be typed at any place; "summary" and "greeting" have words but no button.
LABELLED = tuple(command for command in control.COMMANDS if command in BUTTONS)
GUARDIANS = ("แม่", "พ่อ", "ผู้ปกครอง", "ยาย", "ตา", "ปู่", "ย่า", "ป้า", "ลุง", "แทนลูก", "แทนหลาน", "แทนเด็ก")
MEANS = {
    "yes_delete": "delete_data",
    "yes_erase": "delete_data",
    "yes_withdraw": "withdraw",
    "yes_restart": "restart",
    "yes_drop": "my_data",
    "drop_this": "my_data",
    "see_more": "my_data",
    "edit_this": "edit",
    "open_copy": "copy",
    "review_done": "start",
    "enough": "enough",
}
"""What a button wants that stood on an earlier screen."""

_DROPS = re.compile(r"ลบ(?:คำตอบ)?(?:ข้อ)?(?:ที่)?\s*[0-9]{1,2}|ลบคำตอบ(?:ข้อนี้|นี้)?|ลบข้อนี้")
_EDITS = re.compile(r"แก้(?:คำตอบ)?ข้อ(?:ที่)?\s*([0-9]{1,2})")
TALK = ("answer", "none", "other", "abuse")


def said(state: State, before: State, event: Said, form: Form) -> Step:
    if _again(state, before, event):
        return Step(state)
    state = replace(state, last_tap=_mark(state, event.text))
    if isinstance(state.place, New):
        intent = form.commands.understand(event.text, "consent").intent
        return welcome.greet(state, event.now, form, unkept=intent in TALK)
    button = typed_button(state, event.text, form)
    if button:
        return tapped(state, before, Tapped(at=event.at, now=event.now, data=button.data), form)
    elsewhere = _label_elsewhere(state, event, form)
    if elsewhere:
        return elsewhere
    understood = form.commands.understand(event.text, _asking(state))
    intent = understood.intent
    if state.profile.consent != form.consent.version:
        return _without_consent(state, intent, event, form)
    if _late(state, before, event):
        return _hear_late(state, intent, event, form)
    step = choice(state, event, form)
    if step:
        return step
    if intent in control.COMMANDS:
        return control.COMMANDS[intent](state, event.now, form)
    return at_place(state, intent, understood.doubt, event, form)


def _mark(state: State, text: str) -> str:
    """Short answers to who speaks, remembered like a tap: "5" sent twice is one "5"."""
    short = isinstance(state.place, Placing | Confirming) and graphemes(text) <= 2
    return "typed " + text if short else ""


def _again(state: State, before: State, event: Said) -> bool:
    """Sent twice by a nervous thumb: the second is no answer to the next question, which it has not seen."""
    same = before.last_tap == "typed " + event.text and isinstance(state.place, Placing | Confirming | Asking)
    return same and _unseen(state, before, event)


def typed_button(state: State, text: str, form: Form) -> Button | None:
    """LINE for PC shows no buttons: what stands on one may be typed, if it is on the screen or always there."""
    if graphemes(text) > LONGEST_TYPED_BUTTON:
        return None
    spoken = key(text)
    here = [b for e in screen(state, form) if isinstance(e, Say | Ask | Show) for b in _on(e)]
    if state.profile.consent and not isinstance(state.place, Confirming):
        here.append(tap(state, form, taps.CONSENT, "no", form.buttons["consent_no"]))
    allowed = LABELLED if state.profile.consent else [c for c in LABELLED if c in control.WITHOUT_CONSENT]
    always = do(state, form, *allowed)
    shown = (*here, *always)
    return next((b for b in shown if spoken and spoken == label_key(b.label.removeprefix(TICK))), None)


def _label_elsewhere(state: State, event: Said, form: Form) -> Step | None:
    """A button that is not on the screen, typed: what it wants is done or shown, and never kept as an opinion."""
    spoken, agreed = key(event.text), state.profile.consent == form.consent.version
    if isinstance(state.place, Confirming) or len(spoken) > LONGEST_TYPED_BUTTON:
        return None
    said = (c for label, c in MEANS.items() if spoken == label_key(form.buttons[label]))
    command = next(said, "my_data" if _DROPS.fullmatch(spoken) else "")
    if command and (agreed or command in control.WITHOUT_CONSENT):
        return control.COMMANDS[command](state, event.now, form)
    edits = _EDITS.fullmatch(spoken) if agreed and not isinstance(state.place, Picking) else None
    return own_data.edit_number(state, int(edits[1]), event.now, form) if edits else None


def _on(effect: Say | Ask | Show) -> tuple[Button, ...]:
    return (*effect.lead, *effect.buttons) if isinstance(effect, Show) else effect.buttons


def _asking(state: State) -> str:
    match state.place:
        case New() | Consenting() | Declined():
            return "consent"
        case Asking(question):
            return question
        case Placing("role"):
            return "role"
        case Placing("zone" | "district"):
            return "district"
        case _:
            return "nothing"


def _late(state: State, before: State, event: Said) -> bool:
    """Typed before the present screen was shown, so it belongs to the answer before."""
    place = state.place
    open_ = isinstance(place, Asking | Choosing | Idle) or (isinstance(place, Picking) and place.review)
    return bool(open_ and state.before) and _unseen(state, before, event)


def _unseen(state: State, before: State, event: Said) -> bool:
    """Whoever typed this had not seen the present screen.

    An equal time says nothing about order, and a far older one is a wrong clock unless LINE says "redelivered".
    """
    lately = event.redelivered or event.now - event.at < UNKNOWN
    typed_at = event.at + (state.lag if state.lag < UNKNOWN else 0)
    return typed_at < state.asked_at and event.at != before.seen and lately


def _hear_late(state: State, intent: str, event: Said, form: Form) -> Step:
    """A "next" that was typed for the question before has been overtaken; the present one is shown again."""
    if intent in TALK:
        return asking.hear_late(state, event, form)
    if intent in control.COMMANDS and intent not in ("next", "skip", "back", "start", "greeting"):
        return control.COMMANDS[intent](state, event.now, form)
    return Step(state, screen(state, form))


def _guardian_agrees(event: Said) -> bool:
    """The word of consent, and who says it: "แม่ยินยอมค่ะ", "ยินยอมแทนลูก"."""
    spoken = key(event.text)
    short = graphemes(event.text) <= LONGEST_TYPED_BUTTON
    return short and "ยินยอม" in spoken and "ไม่" not in spoken and any(who in spoken for who in GUARDIANS)


def _without_consent(state: State, intent: str, event: Said, form: Form) -> Step:
    """To see, to take back and to ask needs no consent; everything else waits for it."""
    match state.place, intent:
        case Confirming(), _:
            return choice(state, event, form) or at_confirmation(state, intent, event, form)
        case _, intent if intent in control.WITHOUT_CONSENT:
            return control.COMMANDS[intent](state, event.now, form)
        case Consenting(guardian=True), _ if _guardian_agrees(event):
            return welcome.agree(state, event, form)
        case Consenting(guardian=True), "yes":
            return welcome.remind_consent(state, form)
        case ((Consenting() | Declined()), "yes"):
            return welcome.agree(state, event, form)
        case Consenting(), ("no" | "withdraw"):
            return welcome.decline(state, event.now, form)
        case Consenting(), ("greeting" | "start" | "restart"):
            return welcome.greet_again(state, event.now, form, "hello_again")
        case Declined(), ("start" | "restart" | "greeting"):
            return welcome.greet_again(state, event.now, form, "welcome_back")
        case _:
            return still_open(state, event.now, form)
