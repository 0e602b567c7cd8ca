"""Looks through the data files for everything that would go wrong in a chat.

Names all of it at once, in an organiser's words. Counts as LINE counts: texts in UTF-16 units, button labels in
grapheme clusters. Changes nothing.
"""

import re
from collections.abc import Callable, Iterator

from bot.effects import MOST_BUTTONS
from bot.form import Chapter, Form, Question
from bot.phrases import BUTTONS, OPTIONAL_PHRASES, PHRASES
from bot.rounds import MEDIA
from bot.taps import button
from bot.who import CHILD, PUPIL
from bot.words import graphemes, utf16

LABEL = 20
TEXT = 5000
POSTBACK = 300
NOTICE = 600
QUESTION = 200
KINDS = ("text", "choice", "choices")
PROFILE = ("", "area", "school_size", "affiliation")
MENU = "menu"
STANDING = ("other", "unclear", "none")
LONGEST_QUIET = 50
"""A reply token lives for a minute; the rest is for the way."""

SLOTS = tuple(
    "you n focus district picked left command notice shown number total people answers theme count title until".split()
)
INTENTS = tuple(
    """
    answer none start next skip back edit pause restart my_data delete_data withdraw help results summary
    yes no greeting thanks abuse other
    """.split()
)
_CODE = re.compile(r"[\w.-]+", re.ASCII)


def faults(form: Form) -> list[str]:
    """One clear sentence a fault, in a fixed order; empty when all is well."""
    looks: tuple[Callable[[Form], Iterator[str]], ...] = (
        _basics,
        _chapters,
        _questions,
        _phrases,
        _labels,
        _people,
        _codebook,
        _commands,
        _notice,
        _rounds,
    )
    return [fault for look in looks for fault in look(form)]


def _basics(form: Form) -> Iterator[str]:
    if not _CODE.fullmatch(form.version):
        yield f"The questionnaire's version '{form.version}' may hold only letters, digits, dots and dashes."
    quiet = form.quiet_seconds
    if not isinstance(quiet, int) or not 1 <= quiet <= LONGEST_QUIET:
        yield f"quiet_seconds is {quiet!r}; it must be a number from 1 to {LONGEST_QUIET}."
    short = form.chapters.get(form.first)
    asked = {form.questions[q].focus for q in short.questions if q in form.questions} if short else {1, 2, 3}
    for focus in sorted({1, 2, 3} - asked):
        yield f"The short path leaves out focus area {focus}."


def _chapters(form: Form) -> Iterator[str]:
    if form.first not in form.chapters:
        yield f"The questionnaire begins with chapter '{form.first}', which does not exist."
    for chapter in form.chapters.values():
        yield from _chapter(chapter, form)
    asked = {q for chapter in form.chapters.values() for q in chapter.questions}
    for question in form.questions:
        if question not in asked:
            yield f"Question '{question}' is unreachable: no chapter asks it."


def _chapter(chapter: Chapter, form: Form) -> Iterator[str]:
    name = f"Chapter '{chapter.id}'"
    if not chapter.questions:
        yield f"{name} is a dead end: it has no questions."
    for question in chapter.questions:
        if question not in form.questions:
            yield f"{name} asks question '{question}', which does not exist."
    if len(set(chapter.questions)) < len(chapter.questions):
        yield f"{name} asks the same question twice."
    yield from _way_out(chapter, form)
    yield from _too_long(f"The menu button of {name.lower()}", chapter.button, LABEL, graphemes)


def _way_out(chapter: Chapter, form: Form) -> Iterator[str]:
    seen, at = [chapter.id], chapter.then
    while at != MENU:
        if at not in form.chapters:
            yield f"Chapter '{seen[-1]}' is a dead end: it leads to '{at}', which does not exist."
            return
        if at in seen:
            yield f"Chapter '{chapter.id}' is a dead end: it leads back to '{at}' and never to the menu."
            return
        seen.append(at)
        at = form.chapters[at].then


def _questions(form: Form) -> Iterator[str]:
    for question in form.questions.values():
        yield from _shape(question, form)
        for what, text in _texts(question):
            if not text.strip():
                yield f"Question '{question.id}' has no {what}."
            yield from _too_long(f"The {what} of question '{question.id}'", text, QUESTION, utf16)
            yield from _slots(f"The {what} of question '{question.id}'", text, ("you",))
        yield from _choices(question, form)


def _texts(question: Question) -> Iterator[tuple[str, str]]:
    yield "text", question.text
    for what, text in (
        ("pupil text", question.pupil),
        ("hint", question.hint),
        ("pupil hint", question.pupil_hint),
    ):
        if text:
            yield what, text


def _shape(question: Question, form: Form) -> Iterator[str]:
    if question.kind not in KINDS:
        yield f"Question '{question.id}' is of kind '{question.kind}'; it must be one of {', '.join(KINDS)}."
    if question.focus not in (0, 1, 2, 3):
        yield f"Question '{question.id}' is in focus area {question.focus}; there are 1 to 3 (0 for none)."
    if question.profile and question.kind == "text":
        yield f"Question '{question.id}' fills '{question.profile}', so it needs buttons."
    if question.kind == "choices" and not (isinstance(question.most, int) and question.most >= 1):
        yield f"Question '{question.id}' allows {question.most} choices; it must allow at least 1."
    if question.needs and question.needs not in form.questions:
        yield f"Question '{question.id}' needs question '{question.needs}', which does not exist."
    if question.profile not in PROFILE:
        yield f"Question '{question.id}' fills '{question.profile}', which is nothing we keep of a person."
    if question.kind == "text" and question.choices:
        yield f"Question '{question.id}' takes words only, but has buttons."
    if question.kind != "text" and not question.choices:
        yield f"Question '{question.id}' is a dead end: it wants a choice but offers none."
    for role in question.roles:
        if role not in form.roles:
            yield f"Question '{question.id}' is for role '{role}', which does not exist."


def _choices(question: Question, form: Form) -> Iterator[str]:
    room = MOST_BUTTONS - (question.kind == "choices")
    if len(question.choices) > room:
        own = len(question.choices) + (question.kind == "choices")
        yield f"Question '{question.id}' needs {own} buttons; LINE shows at most {MOST_BUTTONS}."
    codes = [choice.code for choice in question.choices]
    if len(set(codes)) < len(codes):
        yield f"Question '{question.id}' has two choices with the same code."
    labels = [choice.label for choice in question.choices]
    for label in sorted({label for label in labels if labels.count(label) > 1}):
        yield f"Question '{question.id}' has two buttons '{label}'."
    for choice in question.choices:
        if not choice.label.strip():
            yield f"Question '{question.id}' has a button without a label."
        if not _CODE.fullmatch(choice.code):
            yield f"The code '{choice.code}' of question '{question.id}' may hold only letters, digits, _ . and -."
        name = f"Button '{choice.label}' of question '{question.id}'"
        # One grapheme is kept free for the tick of a chosen one.
        yield from _too_long(name, choice.label, LABEL - (question.kind == "choices"), graphemes)
        data = button(choice.label, form.version, question.id, choice.code, 10**9 - 1).data
        yield from _too_long(f"What {name[0].lower()}{name[1:]} sends", data, POSTBACK, utf16)
    if question.id == "problem":
        yield from _problem_themes(question, form)


def _problem_themes(question: Question, form: Form) -> Iterator[str]:
    known = {theme.code for theme in form.themes}
    for choice in question.choices:
        if choice.code not in known:
            yield f"Button '{choice.label}' of question 'problem' stands for the unknown theme '{choice.code}'."


def _phrases(form: Form) -> Iterator[str]:
    for phrase in PHRASES:
        if not form.phrases.get(phrase, "").strip():
            yield f"Phrase '{phrase}' is missing."
    for phrase, text in form.phrases.items():
        if phrase not in PHRASES and phrase not in OPTIONAL_PHRASES:
            yield f"Phrase '{phrase}' is never used."
        yield from _too_long(f"Phrase '{phrase}'", text, TEXT, utf16)
        yield from _braces(phrase, text)
        yield from _slots(f"Phrase '{phrase}'", text, SLOTS)


def _braces(phrase: str, text: str) -> Iterator[str]:
    try:
        text.format_map(_Anything())
    except (ValueError, IndexError, KeyError, AttributeError):
        yield f"Phrase '{phrase}' has a stray brace."


def _slots(what: str, text: str, known: tuple[str, ...]) -> Iterator[str]:
    for slot in re.findall(r"\{(\w+)\}", text):
        if slot not in known:
            yield f"{what} has an unknown slot {{{slot}}}."


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _labels(form: Form) -> Iterator[str]:
    for label in BUTTONS:
        if not form.buttons.get(label, "").strip():
            yield f"The label of button '{label}' is missing."
    for label, text in form.buttons.items():
        if label not in BUTTONS:
            yield f"Button '{label}' is never used."
        yield from _too_long(f"The label of button '{label}'", text, LABEL, graphemes)


def _people(form: Form) -> Iterator[str]:
    for band in (CHILD, PUPIL):
        if band not in form.ages:
            yield f"Age band '{band}' is missing: without it the young are not asked for their guardian's leave."
    if len(form.roles) > MOST_BUTTONS:
        yield f"There are {len(form.roles)} roles; LINE shows at most {MOST_BUTTONS} buttons."
    if len(form.zones) + 1 > MOST_BUTTONS:
        yield f"There are {len(form.zones)} zones; with 'not said' LINE shows at most {MOST_BUTTONS} buttons."
    for role in form.roles.values():
        if role.sector not in form.sectors:
            yield f"Role '{role.code}' is in sector '{role.sector}', which does not exist."
    for district in form.districts.values():
        if district.zone not in form.zones:
            yield f"District '{district.label}' is in zone '{district.zone}', which does not exist."
    for kind in (form.roles, form.ages, form.zones, form.districts):
        for one in kind.values():
            yield from _too_long(f"Button '{one.label}'", one.label, LABEL, graphemes)


def _codebook(form: Form) -> Iterator[str]:
    codes = [theme.code for theme in form.themes]
    if len(set(codes)) < len(codes):
        yield "Two themes have the same code."
    for theme in form.themes:
        if theme.code not in STANDING and theme.focus not in (1, 2, 3):
            yield f"Theme '{theme.code}' is in focus area {theme.focus}; there are 1 to 3."
    for code in STANDING:
        if code not in codes:
            yield f"Theme '{code}' is missing; every codebook needs it."


def _commands(form: Form) -> Iterator[str]:
    if "yes" not in form.commands.consent.values():
        yield "No typed word counts as consent: the list of consent words is empty."
    for word, intent in form.commands.forms.items():
        if intent not in INTENTS:
            yield f"Word '{word}' stands for the unknown intent '{intent}'."


def _notice(form: Form) -> Iterator[str]:
    if not form.consent.version:
        yield "The notice has no version."
    yield from _too_long("The notice", form.consent.notice, NOTICE, utf16)
    yield from _too_long("The question of consent", form.consent.question, NOTICE, utf16)
    yield from _too_long("The full notice", form.consent.full, TEXT, utf16)


def _rounds(form: Form) -> Iterator[str]:
    if form.current not in form.rounds:
        yield f"The current round is '{form.current}', which rounds.toml does not describe."
    for round in form.rounds.values():
        if not _CODE.fullmatch(round.code):
            yield f"Round '{round.code}' may hold only letters, digits, dots and dashes."
        for kind in round.accept_media:
            if kind not in MEDIA:
                yield f"Round '{round.code}' accepts '{kind}', which is none of: {', '.join(MEDIA)}."
        if round.opens and round.closes and round.closes < round.opens:
            yield f"Round '{round.code}' closes before it opens."


def _too_long(what: str, text: str, most: int, count: Callable[[str], int]) -> Iterator[str]:
    if count(text) > most:
        yield f"{what} is too long: {count(text)} characters as LINE counts them, at most {most}."
