"""The buttons of a question: picking, taking back, and the invitation to tell more. Words are heard in `asking`."""

from dataclasses import replace

from bot.asking import advance, skip, with_picked
from bot.cards import fresh, invitation, labels_of, note, question_buttons
from bot.effects import Effect, Record
from bot.form import Form, Question
from bot.state import Asking, State
from bot.step import Step


def choose(
    state: State, asking: Asking, codes: tuple[str, ...], now: int, form: Form, *, typed: bool = False
) -> Step:
    """A tap toggles; a typed list of several only adds, because nobody types a list to take things back."""
    question = form.questions[asking.question]
    if question.kind == "choices":
        return _toggle(state, asking, codes, now, form, only_add=typed and len(codes) > 1)
    chosen = codes[-1:]
    heard = replace(asking, chosen=chosen)
    kept = _recorded(question, asking, chosen)
    state = with_picked(state, question.id, chosen).at(heard)
    choice = question.choice(chosen[0])
    if question.talk and (not asking.words or (choice and choice.words)):
        return _invite(state, heard, form).after(*kept)
    return advance(state, heard, now, form).after(*kept)


def _toggle(
    state: State, asking: Asking, codes: tuple[str, ...], now: int, form: Form, *, only_add: bool
) -> Step:
    question = form.questions[asking.question]
    chosen = list(asking.chosen)
    for code in codes:
        if code in chosen and not only_add:
            chosen.remove(code)
        elif code not in chosen and len(chosen) < question.most:
            chosen.append(code)
    heard = replace(asking, chosen=tuple(chosen))
    kept = _recorded(question, asking, heard.chosen)
    state = with_picked(state, question.id, heard.chosen).at(heard)
    if any(c and c.words and c.code in chosen for c in map(question.choice, codes)):
        return _invite(state, heard, form).after(*kept)
    if len(chosen) >= question.most:
        return enough(state, heard, now, form).after(*kept)
    return Step(state, (*kept, _so_far(state, heard, question, form)))


def enough(state: State, asking: Asking, now: int, form: Form) -> Step:
    """The buttons are done: invite words where they are welcome and none came yet, else go on."""
    question = form.questions[asking.question]
    if question.talk and asking.chosen and not asking.words:
        return _invite(state, asking, form)
    if not asking.chosen and not asking.words:
        return skip(state, asking, now, form)
    return advance(state, asking, now, form)


def _invite(state: State, asking: Asking, form: Form) -> Step:
    invited = replace(asking, invited=True)
    state = state.at(invited)
    return Step(state, (invitation(invited, state, form),))


def _so_far(state: State, asking: Asking, question: Question, form: Form) -> Effect:
    buttons = question_buttons(asking, state, form)
    if not asking.chosen:
        return note(asking, state, form, "picked_none", *buttons)
    left = str(question.most - len(asking.chosen))
    labels = labels_of(question, asking.chosen)
    return note(asking, state, form, "picked", *buttons, picked=labels, left=left)


def _recorded(question: Question, asking: Asking, chosen: tuple[str, ...]) -> tuple[Effect, ...]:
    """Choices that tell who speaks live in the profile; all others are answers."""
    if question.profile:
        return ()
    return (Record(question.id, chosen=chosen, anew=fresh(asking)),)
