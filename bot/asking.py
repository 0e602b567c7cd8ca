"""The questions: opening one, hearing its bubbles and buttons, finishing it, going back.

No word of an answer is ever lost here.
"""

from dataclasses import replace

from bot.cards import (
    do,
    menu_chapters,
    note,
    open_questions,
    question_buttons,
    question_card,
    say,
    screen,
    suits,
)
from bot.choices import chosen_by_text
from bot.effects import Effect, Record, WakeAfter
from bot.events import Said
from bot.form import Form, Question
from bot.state import Asking, Choosing, Idle, Profile, State
from bot.step import Step
from bot.words import graphemes

SHORT = 12
"""An answer with fewer graphemes gets one friendly follow-up."""

AGAIN = "again"
"""The chapter of a single question that was opened once more."""


def begin(state: State, chapter: str, now: int, form: Form) -> Step:
    """Open the chapter at its first unanswered question; an empty one shows the menu."""
    path = open_questions(form.chapters[chapter], state, form)
    if not path:
        return show_menu(state, now, form)
    return open_at(state, Asking(path[0], chapter, path), now, form)


def open_at(state: State, asking: Asking, now: int, form: Form) -> Step:
    chosen = () if asking.anew else picked(state, asking.question)
    fresh = Asking(
        asking.question, asking.chapter, asking.path, asking.index, chosen=chosen, anew=asking.anew
    )
    state = replace(state, place=fresh, asked_at=now)
    return Step(state, question_card(fresh, state, form))


def show_menu(state: State, now: int, form: Form) -> Step:
    """What could come next; when nothing is left, thanks and an open ear."""
    place = Choosing() if menu_chapters(state, form) else Idle()
    state = replace(state, place=Choosing(), asked_at=now)
    return Step(state.at(place), screen(state, form))


def hear(state: State, asking: Asking, event: Said, form: Form, *, nothing: bool = False) -> Step:
    """One bubble for the open question, or the typed form of its buttons."""
    question = form.questions[asking.question]
    choices = chosen_by_text(event.text, question.choices) if not asking.invited else ()
    if choices:
        return choose(state, asking, tuple(c.code for c in choices), event.now, form, typed=True)
    return _keep_words(state, asking, event, form, nothing)


def _keep_words(state: State, asking: Asking, event: Said, form: Form, nothing: bool) -> Step:
    anew = asking.anew and not asking.words
    heard = replace(
        asking,
        words=(*asking.words, event.message_id),
        length=asking.length + graphemes(event.text),
        nothing=nothing and not asking.words,
        late=False,
    )
    kept = Record(asking.question, event.message_id, event.at, event.text, anew=anew)
    return Step(state.at(heard), (kept, _wake(state, form)))


def _wake(state: State, form: Form) -> WakeAfter:
    return WakeAfter(form.quiet_seconds, state.turn)


def hear_late(state: State, event: Said, form: Form) -> Step:
    """Typed before the present screen was shown: it belongs to the answer before, and we say so in a quiet moment."""
    kept = Record(state.before, event.message_id, event.at, event.text)
    if isinstance(state.place, Asking):
        state = state.at(replace(state.place, late=True))
    return Step(state, (kept, _wake(state, form)))


def choose(
    state: State, asking: Asking, codes: tuple[str, ...], now: int, form: Form, *, typed: bool = False
) -> Step:
    question = form.questions[asking.question]
    if question.kind == "choices":
        return _toggle(state, asking, codes, now, form)
    chosen = codes[-1:]
    state = _with_picked(state, question.id, chosen)
    kept = _recorded(state, question, asking, chosen)
    heard = replace(asking, chosen=chosen, anew=False)
    choice = question.choice(chosen[0])
    if question.talk and not asking.words and (not typed or (choice and choice.words)):
        return _invite(state, heard, form).after(*kept)
    return advance(state.at(heard), heard, now, form).after(*kept)


def _toggle(state: State, asking: Asking, codes: tuple[str, ...], now: int, form: Form) -> Step:
    question = form.questions[asking.question]
    chosen = list(asking.chosen)
    for code in codes:
        if code in chosen:
            chosen.remove(code)
        elif len(chosen) < question.most:
            chosen.append(code)
    heard = replace(asking, chosen=tuple(chosen), anew=False)
    state = _with_picked(state, question.id, heard.chosen).at(heard)
    kept = _recorded(state, question, asking, heard.chosen)
    wants_words = any(c and c.words for c in map(question.choice, codes))
    if len(chosen) >= question.most or (wants_words and chosen):
        return chosen_enough(state, heard, now, form).after(*kept)
    return Step(state, (*kept, _picked_so_far(state, heard, question, form)))


def _picked_so_far(state: State, asking: Asking, question: Question, form: Form) -> Effect:
    buttons = question_buttons(asking, state, form)
    if not asking.chosen:
        return note(asking, state, form, "picked_none", *buttons)
    labels = _labels(question, asking.chosen)
    left = str(question.most - len(asking.chosen))
    return note(asking, state, form, "picked", *buttons, picked=labels, left=left)


def _labels(question: Question, codes: tuple[str, ...]) -> str:
    return ", ".join(c.label for c in question.choices if c.code in codes)


def chosen_enough(state: State, asking: Asking, now: int, form: Form) -> Step:
    """The buttons are done: invite words where they are welcome and none came yet, else go on."""
    question = form.questions[asking.question]
    if question.talk and asking.chosen and not asking.words:
        return _invite(state, asking, form)
    if not asking.chosen and not asking.words:
        return skip(state, asking, now, form)
    return advance(state, asking, now, form)


def _invite(state: State, asking: Asking, form: Form) -> Step:
    invited = replace(asking, invited=True)
    question = form.questions[asking.question]
    labels = _labels(question, asking.chosen)
    ways = do(state.at(invited), form, "next", "back", "pause", "help")
    return Step(state.at(invited), (note(invited, state, form, "tell_more", *ways, picked=labels),))


def _recorded(
    state: State, question: Question, asking: Asking, chosen: tuple[str, ...]
) -> tuple[Effect, ...]:
    """Choices that tell who speaks live in the profile; all others are answers."""
    if question.profile:
        return ()
    return (Record(question.id, chosen=chosen, anew=asking.anew and not asking.words),)


def _with_picked(state: State, question: str, chosen: tuple[str, ...]) -> State:
    others = tuple(p for p in state.picked if not p.startswith(question + "="))
    return replace(state, picked=(*others, f"{question}={' '.join(chosen)}") if chosen else others)


def picked(state: State, question: str) -> tuple[str, ...]:
    found = (p.partition("=")[2] for p in state.picked if p.startswith(question + "="))
    return tuple(next(found, "").split())


def fall_quiet(state: State, asking: Asking, now: int, form: Form) -> Step:
    """Nobody typed for a while: one follow-up after a very short answer, else the next question."""
    question = form.questions[asking.question]
    if asking.late and not asking.words:
        state = state.at(replace(asking, late=False))
        return Step(state, screen(state, form)).after(say(state, form, "added_before"))
    if not asking.words:
        return Step(state)
    terse = asking.length < SHORT and not asking.nothing and not asking.chosen
    if terse and not asking.followed_up and not question.choices:
        asked = replace(asking, followed_up=True)
        ways = do(state, form, "next", "back", "pause", "help")
        return Step(state.at(asked), (note(asked, state, form, "example_please", *ways),))
    return advance(state, asking, now, form)


def advance(state: State, asking: Asking, now: int, form: Form) -> Step:
    """This question is answered; open the next one of the path that is not."""
    question = form.questions[asking.question]
    if question.profile:
        state = replace(state, profile=_filled(state.profile, question.profile, asking.chosen))
    return _leave(_answered(state, asking), asking, now, form)


def _filled(profile: Profile, field: str, chosen: tuple[str, ...]) -> Profile:
    match field:
        case "area":
            return replace(profile, area=chosen)
        case "school_size":
            return replace(profile, school_size="".join(chosen[:1]))
        case "affiliation":
            return replace(profile, affiliation="".join(chosen[:1]))
        case _:
            return profile


def _answered(state: State, asking: Asking) -> State:
    given = asking.question
    answered = state.answered if given in state.answered else (*state.answered, given)
    skipped = tuple(q for q in state.skipped if q != given)
    before = given if asking.words else state.before
    return replace(state, answered=answered, skipped=skipped, before=before)


def skip(state: State, asking: Asking, now: int, form: Form) -> Step:
    """Words or choices that came before the skip stay an answer."""
    if asking.words or asking.chosen or asking.question in state.answered:
        return (
            advance(state, asking, now, form)
            if asking.words or asking.chosen
            else _leave(state, asking, now, form)
        )
    skipped = state.skipped if asking.question in state.skipped else (*state.skipped, asking.question)
    return _leave(replace(state, skipped=skipped), asking, now, form).after(say(state, form, "skipped"))


def _leave(state: State, asking: Asking, now: int, form: Form) -> Step:
    ahead = range(asking.index + 1, len(asking.path))
    index = next((i for i in ahead if asking.path[i] not in state.answered), None)
    if index is not None:
        return open_at(
            state, replace(asking, question=asking.path[index], index=index, anew=False), now, form
        )
    return _end_chapter(state, asking, now, form)


def _end_chapter(state: State, asking: Asking, now: int, form: Form) -> Step:
    chapter = form.chapters.get(asking.chapter)
    if chapter and chapter.then in form.chapters:
        return begin(state, chapter.then, now, form)
    thanks = "thanks_short" if asking.chapter == form.first else "thanks_chapter"
    return show_menu(state, now, form).after(say(state, form, thanks))


def reopen(state: State, slot: str, now: int, form: Form, *, anew: bool = False) -> Step:
    """Open this question again, with the present one waiting right after it."""
    place = state.place
    if not suits(form.questions[slot], state):
        return Step(state, screen(state, form))
    if isinstance(place, Asking):
        if slot in place.path[: place.index + 1]:
            index, path = place.path.index(slot), place.path
        else:
            index, path = place.index, (*place.path[: place.index], slot, *place.path[place.index :])
        return open_at(state, replace(place, question=slot, path=path, index=index, anew=anew), now, form)
    return open_at(state, Asking(slot, AGAIN, (slot,), anew=anew), now, form)


def back(state: State, asking: Asking, now: int, form: Form) -> Step:
    """What was typed for the present question stays its answer."""
    if asking.words or asking.chosen:
        state = _answered(state, asking)
    if asking.index == 0:
        return Step(state, screen(state, form)).after(say(state, form, "first_question"))
    index = asking.index - 1
    step = open_at(state, replace(asking, question=asking.path[index], index=index, anew=False), now, form)
    known = "back_answered" if asking.path[index] in state.answered else "back_open"
    return step.after(say(state, form, known))
