"""Words typed by a person, at whatever place of the conversation.

A command fires only when the whole message is one.
"""

from dataclasses import replace

from bot import asking, control, taps, welcome
from bot.cards import TICK, do, menu_chapters, note, say, screen, tap
from bot.choices import chosen_by_text, label_key
from bot.effects import Ask, Button, Say, WakeAfter
from bot.events import Said, Tapped
from bot.form import Choice, Form
from bot.phrases import BUTTONS
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
from bot.talking import keep_aside, listen, settle
from bot.tapping import menu, tapped
from bot.words import graphemes, key

TEN_MINUTES = 10 * 60 * 1000
LONGEST_TYPED_BUTTON = 40
# Commands whose button may be typed at any place; "summary" and "greeting" have words but no button.
LABELLED = tuple(command for command in control.COMMANDS if command in BUTTONS)
TALK = ("answer", "none", "other", "abuse")


def said(state: State, before: State, event: Said, form: Form) -> Step:
    button = typed_button(state, event.text, form)
    if button:
        return tapped(state, before, Tapped(at=event.at, now=event.now, data=button.data), form)
    understood = form.commands.understand(event.text, _asking(state))
    intent = understood.intent
    if not state.profile.consent or isinstance(state.place, New | Consenting | Declined):
        return _without_consent(state, intent, event, form)
    if state.profile.consent != form.consent.version:
        return welcome.greet_again(state, event.now, form, "notice_changed")
    if _late(state, before, event):
        return asking.hear_late(state, event, form) if intent in TALK else Step(state, screen(state, form))
    step = _choice(state, event, form)
    if step:
        return step
    if intent in control.COMMANDS:
        return control.COMMANDS[intent](state, event.now, form)
    return _at_place(state, intent, understood.doubt, event, form)


def typed_button(state: State, text: str, form: Form) -> Button | None:
    """LINE for PC shows no buttons: what stands on one may be typed, if it is on the screen or always there."""
    if graphemes(text) > LONGEST_TYPED_BUTTON:
        return None
    said = key(text)
    here = [b for e in screen(state, form) if isinstance(e, Say | Ask) for b in e.buttons]
    if isinstance(state.place, Consenting):
        here.append(tap(state, form, taps.CONSENT, "yes", form.buttons["guardian_yes"]))
    always = () if isinstance(state.place, New | Consenting | Declined) else do(state, form, *LABELLED)
    shown = (*here, *always)
    return next((b for b in shown if said and said == label_key(b.label.removeprefix(TICK))), None)


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
    """Typed before the present screen was shown, so it belongs to the answer before.

    An equal time says nothing about order, and a far older one is a wrong clock unless LINE says "redelivered".
    """
    open_ = isinstance(state.place, Asking | Choosing | Idle)
    lately = event.redelivered or event.now - event.at < TEN_MINUTES
    return bool(open_ and state.before and event.at < state.asked_at and event.at != before.seen and lately)


def _without_consent(state: State, intent: str, event: Said, form: Form) -> Step:
    match state.place, intent:
        case New(), _:
            return welcome.greet(state, event.now, form, unkept=intent in TALK)
        case ((Consenting() | Declined()), "yes"):
            return welcome.agree(state, event, form)
        case Consenting(), ("no" | "withdraw"):
            return welcome.decline(state, event.now, form)
        case _, ("delete_data" | "help" | "results"):
            return control.COMMANDS[intent](state, event.now, form)
        case Consenting(), ("greeting" | "start" | "restart"):
            return welcome.greet_again(state, event.now, form, "hello_again")
        case ((Consenting() | Declined()), _) if key(event.text) == key(form.buttons["consent_full"]):
            return welcome.full_notice(state, form)
        case Confirming(), _:
            return _choice(state, event, form) or Step(state, screen(state, form))
        case Declined(), ("start" | "restart" | "greeting"):
            return welcome.greet_again(state, event.now, form, "welcome_back")
        case Declined(), _:
            return Step(state, screen(state, form))
        case _:
            return welcome.remind_consent(state, form)


def _choice(state: State, event: Said, form: Form) -> Step | None:
    """The typed form of a button on the screen: its label or its number."""
    match state.place:
        case Asking() as place if not place.invited:
            found = chosen_by_text(event.text, form.questions[place.question].choices)
            codes = tuple(c.code for c in found)
            return asking.choose(state, place, codes, event.now, form, typed=True) if codes else None
        case Choosing():
            chapters = [Choice(c.id, c.button, (c.title,)) for c in menu_chapters(state, form)]
            found = chosen_by_text(event.text, (*chapters, Choice("enough", form.buttons["enough"])))
            return menu(state, found[0].code, event.now, form) if found else None
        case Talking(asked=True) as talking:
            titles = [Choice(str(n), form.buttons[f"focus{n}"]) for n in (1, 2, 3)]
            found = chosen_by_text(event.text, (*titles, Choice("0", form.buttons["focus0"])))
            return settle(state, talking, found[0].code, event.now, form) if found else None
        case Picking(slots):
            found = chosen_by_text(event.text, [Choice(s, form.questions[s].text) for s in slots])
            return control.pick(state, found[0].code, event.now, form) if found else None
        case Confirming(what):
            return _confirmed_by_text(state, what, event, form)
        case _:
            return None


def _confirmed_by_text(state: State, what: str, event: Said, form: Form) -> Step | None:
    options = (Choice(what, form.buttons[f"yes_{what}"]), Choice("no", form.buttons["no"]))
    found = chosen_by_text(event.text, options)
    if not found:
        return None
    if found[0].code == "no":
        return control.keep(state, event.now, form).after(say(state, form, "as_it_was"))
    return control.confirmed(state, what, event.now, form)


def _at_place(state: State, intent: str, doubt: str, event: Said, form: Form) -> Step:
    match state.place, intent:
        case Paused(Asking()) as paused, "answer" | "none" | "abuse":
            return _resumed_by_words(state, paused, event, form)
        case Paused() as paused, _:
            return control.resume(state, paused, event.now, form)
        case Asking() as place, "answer" if doubt:
            return _doubtful(state, place, doubt, event, form)
        case Asking() as place, "thanks" | "other":
            return _kindly(state, place, intent, form)
        case Asking() as place, _:
            return asking.hear(state, place, event, form, nothing=intent == "none")
        case Placing(field), _:
            return welcome.hear_place(state, field, event, form)
        case ((Choosing() | Idle() | Talking()), "thanks" | "other" | "yes" | "no"):
            return _small_talk(state, intent, event, form)
        case ((Choosing() | Idle() | Talking()), _):
            return listen(state, event, form)
        case Confirming(what), "yes" if what != "erase":
            return control.confirmed(state, what, event.now, form)
        case ((Confirming() | Picking()), "no"):
            return control.keep(state, event.now, form).after(say(state, form, "as_it_was"))
        case _ if graphemes(event.text) >= welcome.SHORTEST_TALK:
            return keep_aside(state, event, form)
        case _:
            return Step(state, screen(state, form)).after(say(state, form, "pick_one"))


def _resumed_by_words(state: State, paused: Paused, event: Said, form: Form) -> Step:
    """Someone who comes back with an answer on their lips: it is kept where they stopped, and they are told so."""
    place = paused.then
    if not isinstance(place, Asking):
        return control.resume(state, paused, event.now, form)
    state = replace(state, place=place, asked_at=min(state.asked_at, event.at))
    step = asking.hear(state, place, event, form)
    return step if not isinstance(step.state.place, Asking) else step.after(say(state, form, "resumed_kept"))


def _doubtful(state: State, place: Asking, doubt: str, event: Said, form: Form) -> Step:
    """Kept as an answer, and asked back with one button whether it was a command. No hurry to go on."""
    heard = asking.hear(state, place, event, form)
    kept = tuple(e for e in heard.effects if not isinstance(e, WakeAfter))
    if not isinstance(heard.state.place, Asking) or doubt not in control.COMMANDS:
        return heard
    label = form.buttons.get(doubt, form.buttons["help"])
    meant = tap(state, form, place.question, "!!" + doubt, label)
    answer = tap(state, form, place.question, "!next", form.buttons["is_answer"])
    asked = note(place, state, form, "perhaps_command", meant, answer, command=label)
    return Step(heard.state, (*kept, asked))


def _kindly(state: State, place: Asking, intent: str, form: Form) -> Step:
    """Thanks or an emoji is no answer: with words already there we just go on listening."""
    if place.words:
        return Step(state, (WakeAfter(form.quiet_seconds, state.turn),))
    return Step(state, screen(state, form)).after(say(state, form, f"got_{intent}"))


def _small_talk(state: State, intent: str, event: Said, form: Form) -> Step:
    place = state.place
    if isinstance(place, Talking) and place.asked and intent == "yes" and place.focus:
        return settle(state, place, "yes", event.now, form)
    if isinstance(place, Choosing) and intent == "no":
        return menu(state, "enough", event.now, form)
    if isinstance(place, Talking) and not place.asked:
        return listen(state, event, form)
    return Step(state, (say(state, form, "got_thanks", *do(state, form, "menu", "my_data", "help")),))
