"""What is on the screen at each place of the conversation. Turns a state into what to say; changes nothing."""

from dataclasses import replace

from bot import taps
from bot.effects import MOST_BUTTONS, Ask, Button, Effect, Say, Show
from bot.form import Chapter, Choice, Form, Question
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
from bot.who import accepts, placing_choices, pupil, suits, you

TICK = "✓"

AGAIN = "again"
"""The chapter of a single question that was opened once more: nothing is counted there."""


def fresh(asking: Asking) -> bool:
    """The next words or choice replace what was answered before."""
    return asking.anew and not asking.words and not asking.chosen


def say(state: State, form: Form, phrase: str, *buttons: Button, **slots: str) -> Say:
    return Say(phrase, {"you": you(state, form), **slots}, buttons)


def tap(state: State, form: Form, where: str, what: str, label: str) -> Button:
    return taps.button(label, form.version, where, what, state.turn)


def do(state: State, form: Form, *commands: str) -> tuple[Button, ...]:
    """Buttons for commands. Those that only make sense at this question carry its id."""
    place = state.place
    here = place.question if isinstance(place, Asking) else taps.DO
    return tuple(tap(state, form, here, "!" + c, form.buttons[c]) for c in commands)


def reading(question: Question, state: State, form: Form) -> tuple[str, str]:
    """The question and its hint in the words for this person."""
    young = pupil(state)
    text = question.pupil if young and question.pupil else question.text
    hint = question.pupil_hint if young and question.pupil else question.hint
    return text.replace("{you}", you(state, form)), hint.replace("{you}", you(state, form))


def screen(state: State, form: Form) -> tuple[Effect, ...]:
    match state.place:
        case New():
            return ()
        case Consenting():
            return (consent_card(state, form),)
        case Declined():
            phrase = "declined_kept" if state.answered or state.talks or state.elsewhere else "declined"
            return (say(state, form, phrase, *without_consent(state, form)),)
        case Placing() as placing:
            return (_placing_card(placing, state, form),)
        case Asking(invited=True) as asking:
            return (invitation(asking, state, form),)
        case Asking() as asking:
            return question_card(asking, state, form)
        case Choosing():
            return (_menu(state, form),)
        case Idle():
            ways = ("menu", "my_data", "help") if menu_chapters(state, form) else ("my_data", "edit", "help")
            return (say(state, form, "idle", *do(state, form, *ways)),)
        case Talking(asked=True) as talking:
            return (_focus_card(talking, state, form),)
        case Talking():
            return (say(state, form, "listening", *do(state, form, "next")),)
        case Picking():
            return (_picking_card(state.place, state, form),)
        case Confirming() as confirming:
            return (_confirming_card(confirming, state, form),)
        case Paused():
            phrase = "paused" if state.answered or state.talks else "paused_early"
            return (say(state, form, phrase, *do(state, form, "start", "my_data", "help")),)


def consent_buttons(state: State, form: Form) -> tuple[Button, ...]:
    guardian = isinstance(state.place, Consenting) and state.place.guardian
    choices = (
        ("yes", "guardian_yes" if guardian else "consent_yes"),
        ("no", "consent_no"),
        ("full", "consent_full"),
    )
    return tuple(tap(state, form, taps.CONSENT, what, form.buttons[label]) for what, label in choices)


def without_consent(state: State, form: Form) -> tuple[Button, ...]:
    """What somebody who has not agreed, or no longer agrees, may do."""
    if isinstance(state.place, Consenting):
        return consent_buttons(state, form)
    rejoin = tap(state, form, taps.CONSENT, "again", form.buttons["rejoin"])
    return (rejoin, *do(state, form, "my_data", "delete_data"))


def consent_card(state: State, form: Form, note: str = "") -> Ask:
    """No numbered options here: only the button or the word itself is consent."""
    hint = "\n".join(filter(None, (form.phrases["hint_consent"], note)))
    return Ask(form.consent.question, hint, (), consent_buttons(state, form), above=form.consent.notice)


def _placing_card(placing: Placing, state: State, form: Form) -> Ask:
    field = placing.field
    choices = placing_choices(field, state, form)
    buttons = [tap(state, form, field, c.code, c.label) for c in choices]
    if field == "district":
        buttons.append(tap(state, form, field, "!back", form.buttons["other_zone"]))
    asked = "ask_leave_unsaid" if field == "leave" and not pupil(state) else f"ask_{field}"
    text = form.phrases[asked].replace("{you}", you(state, form))
    hints = [form.phrases.get(f"hint_{field}", "")]
    if placing.then:
        hints.append(form.phrases["hint_keep"])
        buttons = [*buttons, *do(state, form, "keep")]
    hint = "\n".join(filter(None, hints))
    return Ask(text, hint, tuple(c.label for c in choices), tuple(buttons[:MOST_BUTTONS]))


def question_card(asking: Asking, state: State, form: Form) -> tuple[Effect, ...]:
    question = form.questions[asking.question]
    text, hint = reading(question, state, form)
    options = tuple(_ticked(c, asking) for c in question.choices)
    card = Ask(text, hint, options, question_buttons(asking, state, form), *_place(asking))
    return (say(state, form, "no_names"), card) if question.gently else (card,)


def _place(asking: Asking) -> tuple[int, int]:
    """ "ข้อ 3 จาก 9"; a single question that was opened once more is no part of a count."""
    counted = len(asking.path) > 1 and asking.chapter != AGAIN
    return (asking.index + 1, len(asking.path)) if counted else (0, 0)


def invitation(asking: Asking, state: State, form: Form) -> Ask:
    """The buttons are done; more words are welcome."""
    ways = do(state, form, "next", "back", "pause", "help")
    labels = labels_of(form.questions[asking.question], asking.chosen)
    return note(asking, state, form, "tell_more", *ways, picked=labels)


def labels_of(question: Question, codes: tuple[str, ...]) -> str:
    return ", ".join(c.label for c in question.choices if c.code in codes)


def note(asking: Asking, state: State, form: Form, phrase: str, *buttons: Button, **slots: str) -> Ask:
    """A word about the open question that is not its card; its place in the path stays visible."""
    text = form.phrases[phrase].format_map({"you": you(state, form), **slots})
    return Ask(text, "", (), buttons, *_place(asking))


def question_buttons(asking: Asking, state: State, form: Form) -> tuple[Button, ...]:
    question = form.questions[asking.question]
    own = [tap(state, form, question.id, c.code, _ticked(c, asking)) for c in question.choices]
    if fresh(asking) and asking.question in state.answered:
        own += do(state, form, "keep")
    elif question.kind == "choices":
        own += do(state, form, "done")
    known = asking.question in state.answered or asking.chosen
    ways = ["next" if known else "skip"] + (["more"] if state.before else []) + ["back", "pause", "help"]
    return (*own, *voice_button(question, state, form), *do(state, form, *ways))[:MOST_BUTTONS]


def voice_button(question: Question, state: State, form: Form) -> tuple[Button, ...]:
    """Where a voice is an answer, one tap opens the microphone."""
    if question.choices or question.profile or not accepts("audio", state, form):
        return ()
    return tuple(replace(each, opens="voice") for each in do(state, form, "speak"))


def _ticked(choice: Choice, asking: Asking) -> str:
    return TICK + choice.label if choice.code in asking.chosen else choice.label


def open_questions(chapter: Chapter, state: State, form: Form) -> tuple[str, ...]:
    """The chapter's questions that this person can be asked and has not answered."""
    ahead = tuple(q for q in chapter.questions if q not in state.answered)
    return tuple(q for q in ahead if suits(form.questions[q], state, ahead))


def menu_chapters(state: State, form: Form) -> tuple[Chapter, ...]:
    rest = (c for c in form.chapters.values() if c.id != form.first)
    return tuple(c for c in rest if open_questions(c, state, form))


def _menu(state: State, form: Form) -> Effect:
    chapters = menu_chapters(state, form)
    if not chapters:
        return say(state, form, "all_done", *do(state, form, "my_data", "edit", "results"))
    options = [f"{c.title} ({len(open_questions(c, state, form))} ข้อ)" for c in chapters]
    buttons = [tap(state, form, taps.MENU, c.id, c.button) for c in chapters]
    buttons.append(tap(state, form, taps.MENU, "enough", form.buttons["enough"]))
    more = do(state, form, "more") if state.before else ()
    text = form.phrases["menu"].replace("{you}", you(state, form))
    return Ask(
        text,
        form.phrases["menu_hint"],
        (*options, form.buttons["enough"]),
        (*buttons, *more, *do(state, form, "my_data", "help")),
    )


def _focus_card(talking: Talking, state: State, form: Form) -> Ask:
    titles = {n: form.phrases[f"focus{n}"] for n in (1, 2, 3)}
    here = {n: tap(state, form, taps.FOCUS, str(n), form.buttons[f"focus{n}"]) for n in (1, 2, 3)}
    unsure = tap(state, form, taps.FOCUS, "0", form.buttons["focus0"])
    if talking.focus not in titles:
        return Ask(
            form.phrases["focus_which"], "", (*titles.values(), unsure.label), (*here.values(), unsure)
        )
    yes = tap(state, form, taps.FOCUS, "yes", form.buttons["focus_yes"])
    others = [n for n in titles if n != talking.focus]
    numbered = " · ".join(f"{n} {titles[n]}" for n in others)
    text = form.phrases["focus_guess"].replace("{focus}", titles[talking.focus])
    return Ask(text, form.phrases["hint_focus"] + numbered, (), (yes, *(here[n] for n in others), unsure))


def _picking_card(picking: Picking, state: State, form: Form) -> Show:
    label = form.buttons["pick"]
    picks = tuple(
        tap(state, form, taps.PICK, slot, label.replace("{n}", str(n)))
        for n, slot in enumerate(picking.slots, 1)
    )
    if picking.review:
        right = tap(state, form, taps.DO, "!keep", form.buttons["review_done"])
        return Show("picking", picks, you(state, form), picking.slots, "review", lead=(right,))
    return Show("picking", (*picks, *do(state, form, "keep")), you(state, form), picking.slots, "pick")


def slot_title(slot: str, state: State, form: Form) -> str:
    question = form.questions.get(slot)
    if not question:
        return form.phrases["free_title"]
    return reading(question, state, form)[0]


def label_of_no(confirming: Confirming) -> str:
    """A no to a suggested district leads to choosing one only where one was asked for."""
    near = confirming.what.startswith("near:") and isinstance(confirming.then, Placing)
    return "no_near" if near else "no"


def _confirming_card(confirming: Confirming, state: State, form: Form) -> Ask:
    what, _, about = confirming.what.partition(":")
    yes = tap(state, form, taps.CONFIRM, confirming.what, form.buttons[f"yes_{what}"])
    no = tap(state, form, taps.CONFIRM, "no", form.buttons[label_of_no(confirming)])
    district = form.districts.get(about)
    slots = {"you": you(state, form), "district": district.label if district else ""}
    slots["title"] = slot_title(about, state, form) if what == "drop" else ""
    return Ask(form.phrases[f"confirm_{what}"].format_map(slots), "", (yes.label, no.label), (yes, no))
