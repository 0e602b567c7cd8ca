"""Performs what a step decided on the memory, inside the turn's transaction. Decides nothing, sends nothing."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.effects import Alert, Anonymise, Correct, Effect, Forget, Move, Record, Reword, WakeAfter
from handlers.coding import FREE, asked, coding_of
from handlers.turn import Alarm, Turn
from models import (
    answers,
    audit,
    bubbles,
    codings,
    folding,
    inbox,
    media,
    organisers,
    outbox,
    people,
    scrub,
    searching,
    unsent,
)
from models.answers import Answer, Given
from models.bubbles import TEXT, Bubble, Joined

log = logging.getLogger("siangkan.performing")
_COUNTED = Record | Move | Reword | Correct | Anonymise | Forget
"""What may change the tallies."""


def perform(turn: Turn, effects: Sequence[Effect]) -> None:
    for effect in effects:
        if not turn.forgotten:
            _perform(turn, effect)
    if not turn.forgotten:
        for answer in turn.touched.values():
            _rejoin(turn, answer)
        if any(isinstance(effect, _COUNTED) for effect in effects):
            turn.stirred = True
    if turn.erased:
        scrub.want(turn.conn, turn.now)


def _perform(turn: Turn, effect: Effect) -> None:
    match effect:
        case Record():
            _record(turn, effect)
        case Move():
            _move(turn, effect)
        case Reword():
            _reword(turn, effect)
        case Correct():
            answers.undescribe(turn.conn, turn.person.id, turn.round)
            answers.describe(turn.conn, turn.person.id, turn.round, *turn.who())
        case Anonymise():
            _anonymise(turn)
        case Forget(slot=slot) if slot:
            _forget_answer(turn, slot)
        case Forget(message_id=""):
            _forget_person(turn)
        case Forget(message_id=message_id):
            _forget_bubble(turn, message_id)
        case WakeAfter(seconds=seconds, turn=number):
            wait = turn.services.quiet_ms or seconds * 1000
            turn.alarm = Alarm(turn.person.id, number, turn.now + wait)
        case Alert(kind=kind):
            log.warning("somebody at the office should look: %s", kind)
        case _:
            pass  # what is said is dressed and sent elsewhere


def _record(turn: Turn, record: Record) -> None:
    answer = _find(turn, record.slot)
    if answer is not None:
        _go_on(turn, answer, record)
    elif record.message_id or record.chosen:
        _begin(turn, record)
    # Otherwise nothing was said, or it was taken back meanwhile.


def _begin(turn: Turn, record: Record) -> None:
    given = _given(turn, record.slot, record.at or turn.now)
    chosen, focus, sent = record.chosen or (), record.focus or given.focus, int(record.kind != TEXT)
    given = replace(given, text=record.text, chosen=chosen, focus=focus, media=sent)
    answer = answers.open(turn.conn, given)
    if record.message_id:
        _keep_bubble(turn, answer, record)
        turn.touched[answer.id] = answer
        turn.words[answer.id] = Joined(record.text, int(record.kind != TEXT))


def _go_on(turn: Turn, answer: Answer, record: Record) -> None:
    conn, chosen = turn.conn, record.chosen
    if record.anew:
        answer = _set_aside(turn, answer)
    if record.message_id:
        _keep_bubble(turn, answer, record)
    if chosen is not None and chosen != answer.chosen:
        answers.put_chosen(conn, answer.id, chosen, turn.now)
        answer = replace(answer, chosen=chosen)
    if record.focus is not None:
        answers.put_focus(conn, answer.id, record.focus)
        answer = replace(answer, focus=record.focus)
    if record.message_id or record.anew or chosen == ():
        _touch(turn, answer)


def _keep_bubble(turn: Turn, answer: Answer, record: Record) -> None:
    person, at, kind = turn.person.id, record.at, record.kind
    bubble = Bubble(answer.id, person, record.message_id, at, record.text, kind)
    id = bubbles.keep(turn.conn, bubble)
    if kind != TEXT:
        media.put(turn.conn, bubble_id=id, kind=kind, message_id=record.message_id, now=turn.now)
        turn.brought = True


def _set_aside(turn: Turn, answer: Answer) -> Answer:
    """What is empty already leaves whatever was set aside before it."""
    if answer.text or answer.chosen or answer.media:
        bubbles.set_aside(turn.conn, answer.id, turn.now)
        answers.set_aside(turn.conn, answer.id)
    return replace(answer, chosen=())


def _move(turn: Turn, move: Move) -> None:
    left = bubbles.answers_of(turn.conn, turn.person.id, move.message_ids)
    if left:
        answer = _find(turn, move.slot) or answers.open(turn.conn, _given(turn, move.slot, turn.now))
        bubbles.move(turn.conn, turn.person.id, move.message_ids, answer.id)
        _touch(turn, *(answers.get(turn.conn, id) for id in sorted(left)), answer)


def _forget_bubble(turn: Turn, message_id: str) -> None:
    """Words that are not here yet may still come, and must not be kept then."""
    conn, person = turn.conn, turn.person.id
    left = bubbles.answers_of(conn, person, [message_id])
    if not left:
        unsent.mark(conn, person, message_id, turn.now)
    outbox.drop_saying(conn, person, bubbles.texts(conn, person, [message_id]))
    unread = inbox.forget_message(conn, person, message_id)
    bubbles.erase(conn, person, message_id)
    searching.drop(conn, sorted(left))  # at once: the index follows everything else a moment later
    turn.erased = turn.erased or unread or bool(left)
    _touch(turn, *(answers.get(turn.conn, id) for id in sorted(left)))


def _forget_answer(turn: Turn, slot: str) -> None:
    """With its bubbles, what was set aside before them, its coding, photos and voices."""
    answer = _find(turn, slot)
    if answer is None:
        return
    outbox.drop_saying(turn.conn, turn.person.id, [answer.text])
    answers.remove(turn.conn, answer.id)
    turn.touched.pop(answer.id, None)
    turn.erased = True


def _anonymise(turn: Turn) -> None:
    conn, person = turn.conn, turn.person.id
    answers.forget_schools(conn, person)
    left = bubbles.erase_media(conn, person)
    turn.erased = True
    _touch(turn, *(answers.get(conn, id) for id in sorted(left)))


def _reword(turn: Turn, reword: Reword) -> None:
    conn, person = turn.conn, turn.person.id
    said = bubbles.texts(conn, person, [reword.message_id])
    answer_id = bubbles.reword(conn, person, reword.message_id, reword.at, reword.text)
    if answer_id is not None:
        outbox.drop_saying(conn, person, said)
        turn.erased = True
        _touch(turn, answers.get(conn, answer_id))


def _touch(turn: Turn, *changed: Answer) -> None:
    for answer in changed:
        turn.touched[answer.id] = answer
        turn.words.pop(answer.id, None)


def _forget_person(turn: Turn) -> None:
    """Everything that names the person follows the person's row; only ids of handled events stay."""
    organiser = organisers.of(turn.conn, turn.person.id)
    if organiser is not None:
        audit.note(turn.conn, organiser.code, "erased themselves", organiser.role, turn.now)
    inbox.forget(turn.conn, turn.person.id)
    people.erase(turn.conn, turn.person.id)
    folding.recount(turn.conn, [turn.person.id], turn.services.round)  # at once: nothing of them may stay
    turn.forgotten, turn.erased, turn.alarm = True, True, None


def _find(turn: Turn, slot: str) -> Answer | None:
    return answers.find(turn.conn, turn.person.id, turn.round, slot)


def _given(turn: Turn, slot: str, given_at: int) -> Given:
    form, (role, sector, district) = turn.services.form, turn.who()
    question = form.questions.get(slot)
    return Given(
        round=turn.round,
        person_id=turn.person.id,
        slot=slot,
        question=question.id if question else FREE,
        facet=question.facet if question else FREE,
        focus=question.focus if question else 0,
        form_version=form.version,
        given_at=given_at,
        role=role,
        sector=sector,
        district=district,
        came=turn.profile.came,
    )


def _rejoin(turn: Turn, answer: Answer) -> None:
    """The answer is its live bubbles; one without anything left is none."""
    conn, now = turn.conn, turn.words.get(answer.id)
    if now is None:
        now = bubbles.joined(conn, answer.id)
    if not (now.text or now.media or answer.chosen):
        answer, now = _bring_back(turn, answer)
    if (now.text, now.media) != (answer.text, answer.media):
        answers.put_words(conn, answer.id, now.text, now.media, turn.now)
    if now.text:
        _code(turn, answer, now.text)
    elif now.media or answer.chosen or bubbles.any_left(conn, answer.id):
        codings.drop(conn, answer.id)
    else:
        answers.remove(conn, answer.id)


def _bring_back(turn: Turn, answer: Answer) -> tuple[Answer, Joined]:
    """Nothing came in place of the older answer, so that one counts again."""
    bubbles.bring_back(turn.conn, answer.id)
    chosen = answers.bring_back(turn.conn, answer.id)
    return replace(answer, chosen=chosen), bubbles.joined(turn.conn, answer.id)


def _code(turn: Turn, answer: Answer, words: str) -> None:
    """A coder that fails costs the coding, never the words."""
    try:
        reading = turn.read(words, asked(answer.facet))
    except Exception as fault:
        log.error("answer %s could not be coded: %s", answer.id, type(fault).__name__)
        codings.put_none(turn.conn, answer.id)
        return
    codings.put(turn.conn, answer.id, coding_of(reading), turn.now)
    if not answer.focus and reading.focus:
        answers.put_focus(turn.conn, answer.id, reading.focus)
