"""What typed words mean where they were typed: at a question, the menu, a confirmation, a pause.

Commands have been heard before; consent is given.
"""

import re
from dataclasses import replace

from bot import asking, confirming, control, own_data, picking, welcome
from bot.cards import do, fresh, label_of_no, menu_chapters, note, say, screen, slot_title, tap
from bot.choices import chosen_by_text, label_key
from bot.effects import WakeAfter
from bot.events import Said
from bot.form import Choice, Form
from bot.state import Asking, Choosing, Confirming, Idle, Paused, Picking, Placing, State, Talking
from bot.step import Step
from bot.talking import ask_focus, keep_aside, listen, settle
from bot.tapping import meant, menu
from bot.words import graphemes, key, number

LONGEST_HOLD = 24
SAID_AGAIN = {"restart": "restart", "delete": "delete_data", "withdraw": "withdraw"}
"""The same command once more is a yes, except at the last step of erasing."""

SURE = {
    "erase": ("ยืนยัน", "ยืนยันลบ", "ยืนยันลบทั้งหมด"),
    "delete": ("ยืนยัน", "ลบ", "ลบเลย", "ลบได้เลย"),
    "withdraw": ("ยืนยัน", "ถอน", "ถอนเลย", "ไม่ยินยอม", "ไม่ให้เก็บ", "ไม่ให้เก็บแล้ว"),
    "restart": ("ยืนยัน", "เริ่มเลย"),
    "drop": ("ยืนยัน", "ลบ", "ลบเลย", "ลบข้อนี้"),
    "near": ("ใช่", "ใช่แล้ว", "ถูกต้อง", "ที่นี่แหละ"),
}
WRONG = ("ไม่ถูก", "ไม่ใช่", "ผิด")
_NAMES_ONE = re.compile(r"ข้อ(?:ที่)?\s*([0-9]{1,2})")
NEVER_MIND = (
    "ไม่แก้แล้ว",
    "ไม่แก้",
    "ไม่เปลี่ยนแล้ว",
    "เปลี่ยนใจ",
    "เปลี่ยนใจแล้ว",
    "ใช้อันเดิม",
    "ใช้คำตอบเดิม",
    "เอาอันเดิม",
    "ยกเลิก",
    "กลับไปที่เดิม",
)
# In a short sentence at a confirmation these can only mean "don't"; to hold on is always safe.
HOLD_ON = ("อย่า", "ไม่ลบ", "ไม่ถอน", "ไม่ใช่", "ไม่เอา", "ไม่ได้ตั้งใจ", "ผิด", "พลาด", "เดี๋ยว")


def choice(state: State, event: Said, form: Form) -> Step | None:
    """The typed form of a button on the screen: its number, or another way to say it."""
    match state.place:
        case Asking() as place if fresh(place) and place.question in state.answered and _never_mind(event):
            return confirming.keep(state, event.now, form)
        case Placing(then=then) if then and _never_mind(event):
            return confirming.keep(state, event.now, form)
        case Asking() as place if not place.invited:
            found = chosen_by_text(event.text, form.questions[place.question].choices)
            codes = tuple(c.code for c in found)
            return picking.choose(state, place, codes, event.now, form, typed=True) if codes else None
        case Choosing():
            chapters = [Choice(c.id, c.button, (c.title,)) for c in menu_chapters(state, form)]
            found = chosen_by_text(event.text, (*chapters, Choice("enough", form.buttons["enough"])))
            return menu(state, found[0].code, event.now, form) if found else None
        case Talking(asked=True) as talking:
            titles = [Choice(str(n), form.buttons[f"focus{n}"]) for n in (1, 2, 3)]
            found = chosen_by_text(event.text, (*titles, Choice("0", form.buttons["focus0"])))
            return settle(state, talking, found[0].code, event.now, form) if found else None
        case Picking(slots):
            found = chosen_by_text(event.text, [Choice(s, slot_title(s, state, form)) for s in slots])
            return own_data.pick(state, found[0].code, event.now, form) if found else None
        case Confirming() as asked:
            return _confirmed_by_text(state, asked, event, form)
        case _:
            return None


def _never_mind(event: Said) -> bool:
    return key(event.text) in map(label_key, NEVER_MIND)


def _confirmed_by_text(state: State, asked: Confirming, event: Said, form: Form) -> Step | None:
    what = asked.what
    kind = what.partition(":")[0]
    sure, no = SURE.get(kind, ("ยืนยัน",)), form.buttons[label_of_no(asked)]
    unsure = ("ไม่ลบ", "อย่าลบ", "อย่าเพิ่งลบ", "กดผิด", "ยกเลิก", "ไม่เอา", "ไม่ถอน")
    options = (Choice(what, form.buttons[f"yes_{kind}"], sure), Choice("no", no, unsure))
    found = chosen_by_text(event.text, options)
    if not found:
        return None
    if found[0].code == "no":
        return confirming.refused(state, event.now, form)
    return confirming.confirmed(state, what, event.now, form)


def at_confirmation(state: State, intent: str, event: Said, form: Form) -> Step:
    """A vague yes is enough for everything but the last step of erasing; whatever is not a yes changes nothing."""
    place = state.place
    what = place.what if isinstance(place, Confirming) else ""
    if what.startswith("near:") and intent == "answer":
        return _elsewhere(state, event, form)
    if what != "erase" and intent in ("yes", SAID_AGAIN.get(what)):
        return confirming.confirmed(state, what, event.now, form)
    if intent in control.WITHOUT_CONSENT:
        return control.COMMANDS[intent](state, event.now, form)
    hold_on = graphemes(event.text) <= LONGEST_HOLD and any(word in event.text for word in HOLD_ON)
    if intent in ("no", "back", "pause", "skip", "start", "next") or hold_on:
        return confirming.refused(state, event.now, form)
    return _not_now(state, event, form)


def _elsewhere(state: State, event: Said, form: Form) -> Step:
    """Not a yes but a place: "อยู่ท่าม่วง". Where a zone was asked for, it is heard as that."""
    done = confirming.refused(state, event.now, form)
    if isinstance(done.state.place, Placing):
        return welcome.hear_place(done.state, done.state.place.field, event, form)
    return at_place(done.state, "answer", "", event, form)


def _not_now(state: State, event: Said, form: Form) -> Step:
    """Words where only a choice makes sense are not kept, and that is said."""
    phrase = "not_now" if graphemes(event.text) >= welcome.LONG else "pick_one"
    return Step(state, screen(state, form)).after(say(state, form, phrase))


def at_place(state: State, intent: str, doubt: str, event: Said, form: Form) -> Step:
    match state.place, intent:
        case Paused() as paused, _:
            return _while_paused(state, paused, intent, doubt, event, form)
        case Asking() as place, _:
            return _at_question(state, place, intent, doubt, event, form)
        case Placing(field), _:
            return welcome.hear_place(state, field, event, form)
        case Talking(asked=True) as talking, _:
            return _at_focus(state, talking, intent, event, form)
        case Confirming(), _:
            return at_confirmation(state, intent, event, form)
        case Picking(review=True), ("yes" | "thanks" | "none" | "other"):
            return confirming.keep(state, event.now, form)
        case Picking(review=True) as picking_, ("no" | "answer"):
            return _at_review(state, picking_, intent, event, form)
        case Picking(), "no":
            return confirming.refused(state, event.now, form)
        case Picking(), _:
            return _not_now(state, event, form)
        case ((Choosing() | Idle()), _):
            return _at_rest(state, intent, event, form)
        case _:
            return listen(state, event, form)


def _at_review(state: State, review: Picking, intent: str, event: Said, form: Form) -> Step:
    """ "ไม่ถูก" asks which, "ข้อ 2 ผิด" picks it; a number out of the list is asked back, words are more to tell."""
    short = graphemes(event.text) <= LONGEST_HOLD
    named = _NAMES_ONE.search(key(event.text)) if short else None
    if named and 1 <= int(named[1]) <= len(review.slots):
        return own_data.pick(state, review.slots[int(named[1]) - 1], event.now, form)
    if intent == "no" or (short and any(word in event.text for word in WRONG)):
        return Step(state, screen(state, form)).after(say(state, form, "pick"))
    if number(event.text):
        return _not_now(state, event, form)
    if isinstance(review.then, Asking):
        return keep_aside(state, event, form)
    return listen(state.at(review.then), event, form)


def _while_paused(state: State, paused: Paused, intent: str, doubt: str, event: Said, form: Form) -> Step:
    """Someone who comes back with words on their lips: they are heard where the person stopped."""
    if intent in ("thanks", "yes", "no", "other", "abuse"):
        got = {"thanks": "got_thanks", "abuse": "got_abuse"}.get(intent, "got_other")
        return Step(state, screen(state, form)).after(say(state, form, got))
    if intent not in ("answer", "none"):
        return control.resume(state, paused, event.now, form)
    state = replace(state, place=paused.then, asked_at=min(state.asked_at, event.at))
    done = choice(state, event, form) or at_place(state, intent, doubt, event, form)
    place = done.state.place
    if isinstance(place, Asking) and place.words:
        return Step(done.state.at(replace(place, first="resumed_kept")), done.effects)
    if isinstance(place, Talking) and not place.asked:
        return Step(done.state.at(replace(place, first="welcome_back")), done.effects)
    return done.after(say(state, form, "welcome_back"))


def _at_question(state: State, place: Asking, intent: str, doubt: str, event: Said, form: Form) -> Step:
    if place.doubt in control.COMMANDS and intent == "yes":
        return meant(state, place, event.now, form)
    if place.doubt and (intent == "no" or key(event.text) == label_key(form.buttons["is_answer"])):
        return control.next_(state, event.now, form)
    if form.questions[place.question].profile:
        return _profile_in_words(state, place, event, form)
    if form.questions[place.question].choices and not place.invited and number(event.text) is not None:
        return _not_now(state, event, form)
    if intent == "answer" and doubt in control.COMMANDS:
        return _doubtful(state, place, doubt, event, form)
    if intent in ("thanks", "other", "yes", "abuse"):
        return _kindly(state, place, intent, form)
    return asking.hear(state, place, event, form, nothing=intent in ("none", "no"))


def _profile_in_words(state: State, place: Asking, event: Said, form: Form) -> Step:
    """ "ในเมืองค่ะ แถวตลาด" names a choice; anything else is not kept, because it may name a school."""
    spoken = key(event.text)
    named = [
        choice.code
        for choice in form.questions[place.question].choices
        if any(len(form_) > 2 and form_ in spoken for form_ in map(label_key, (choice.label, *choice.says)))
    ]
    if len(named) == 1:
        return picking.choose(state, place, tuple(named), event.now, form, typed=True)
    return _not_now(state, event, form)


def _doubtful(state: State, place: Asking, doubt: str, event: Said, form: Form) -> Step:
    """Kept as an answer, and asked back with one button whether it was a command. No hurry to go on."""
    heard = asking.hear(state, place, event, form)
    kept = tuple(e for e in heard.effects if not isinstance(e, WakeAfter))
    label = form.buttons.get(doubt, form.buttons["help"])
    asked = heard.state.place
    if isinstance(asked, Asking):
        heard = Step(heard.state.at(replace(asked, doubt=doubt, doubtful=event.message_id)))
    yes = tap(state, form, place.question, "!!" + doubt, label)
    no = tap(state, form, place.question, "!next", form.buttons["is_answer"])
    return Step(heard.state, (*kept, note(place, state, form, "perhaps_command", yes, no, command=label)))


def _kindly(state: State, place: Asking, intent: str, form: Form) -> Step:
    """Thanks, a nod, an emoji or a curse is no answer: with words already there we just go on listening."""
    if place.words:
        return Step(state, (asking.wake(state, form),))
    got = {"thanks": "got_thanks", "abuse": "got_abuse"}.get(intent, "got_other")
    return Step(state, screen(state, form)).after(say(state, form, got))


def _at_focus(state: State, talking: Talking, intent: str, event: Said, form: Form) -> Step:
    """Answers to "which focus area?" in words; whatever else is typed belongs to the talk."""
    match intent:
        case "yes" if talking.focus:
            return settle(state, talking, "yes", event.now, form)
        case "no":
            return ask_focus(state, replace(talking, focus=0), event.now, form)
        case "none" | "yes" | "thanks" | "other":
            return settle(state, talking, "0", event.now, form)
        case _:
            return listen(state, event, form)


def _at_rest(state: State, intent: str, event: Said, form: Form) -> Step:
    """At the menu or with nothing open: small talk is met kindly, words are heard."""
    match intent:
        case "no" | "none":
            return menu(state, "enough", event.now, form)
        case "thanks":
            ways = do(state, form, "menu", "my_data", "help")
            return Step(state, (say(state, form, "got_thanks", *ways),))
        case "abuse":
            return Step(state, screen(state, form)).after(say(state, form, "got_abuse"))
        case "yes" | "other":
            return Step(state, screen(state, form))
        case _ if number(event.text):
            return Step(state, screen(state, form)).after(say(state, form, "pick_one"))
        case _:
            return listen(state, event, form)
