"""Invents people and answers for trials and benches, in a round of their own. Sends nothing to anybody."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection

from handlers.coding import FREE, asked, coding_of
from handlers.counting import count_the_stirred
from handlers.services import Services
from models import answers, bubbles, codings, folding, people
from models.codings import Coding

ROUND = "trial"
_PIECE = 500
# Many people together say the same thing on the same day, and that is one tally.
_COUNT_EVERY, _COUNTED_TOGETHER = 40, 10_000
_EACH = 3
_MONTH = 30 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class _Invented:
    facet: str
    text: str
    chosen: tuple[str, ...]
    role: str
    sector: str
    district: str
    given_at: int


def seed(services: Services, answers: int, round: str = ROUND) -> Iterator[int]:
    """Writes piece by piece; yields how many more are there."""
    writer = _Writer(services, round)
    for start in range(0, answers, _PIECE):
        many = min(_PIECE, answers - start)
        with services.store.writing("seed") as conn:
            writer.write(conn, many)
        if (start // _PIECE + 1) % _COUNT_EVERY == 0:
            count_the_stirred(services, 0, _COUNTED_TOGETHER)
        yield many
    count_the_stirred(services, 0, _COUNTED_TOGETHER)


class _Writer:
    """The same number of answers is invented the same way every time, but for people and codes."""

    def __init__(self, services: Services, round: str) -> None:
        self._services, self._round = services, round
        table = tomllib.loads((files("bot") / "data" / "seed.toml").read_text(encoding="utf-8"))
        self._endings: Sequence[str] = table["endings"]
        self._sentences: Mapping[str, Sequence[str]] = table["sentences"]
        self._chance = random.Random(2569)  # noqa: S311 - trials should be alike, not secret
        self._codings: dict[tuple[str, str], Coding] = {}
        self._now = services.clock.now()

    def write(self, conn: Connection, many: int) -> None:
        told = [self._person() for _ in range(0, many, _EACH)]
        rows = [one for of_person in told for one in of_person][:many]
        first = people.count(conn)
        ids = people.meet_many(conn, [self._people_row(first + n, of[0]) for n, of in enumerate(told)])
        whose = [ids[n // _EACH] for n in range(many)]
        made = answers.open_many(conn, [self._answer_row(*pair) for pair in zip(rows, whose, strict=True)])
        bubbles.keep_many(conn, [_bubble_row(*all_) for all_ in zip(rows, whose, made, strict=True)])
        coded = [(id, self._coding(one)) for id, one in zip(made, rows, strict=True)]
        codings.put_many(conn, coded, self._now)
        folding.stir_many(conn, ids, self._now)

    def _person(self) -> list[_Invented]:
        """Three answers of one person to three different questions."""
        form, chance = self._services.form, self._chance
        role = chance.choice(list(form.roles.values()))
        district = chance.choice(list(form.districts))
        at = self._now - chance.randrange(_MONTH)
        facets = chance.sample(sorted(self._sentences), _EACH)
        who = {"role": role.code, "sector": role.sector, "district": district}
        return [
            _Invented(facet, self._words(facet), self._chosen(facet), given_at=at + n * 60_000, **who)
            for n, facet in enumerate(facets)
        ]

    def _words(self, facet: str) -> str:
        return self._chance.choice(self._sentences[facet]) + self._chance.choice(self._endings)

    def _chosen(self, facet: str) -> tuple[str, ...]:
        question = self._services.form.questions.get(facet)
        codes = [choice.code for choice in question.choices] if question else []
        return tuple(self._chance.sample(codes, min(2, len(codes))))

    def _coding(self, one: _Invented) -> Coding:
        key = (one.text, one.facet)
        if key not in self._codings:
            self._codings[key] = coding_of(self._services.reader.read(one.text, asked(one.facet)))
        return self._codings[key]

    def _people_row(self, number: int, one: _Invented) -> dict[str, object]:
        """A user id that LINE never gives, so that nothing could ever be sent to it."""
        identity, name = self._services.identity, f"invented {number} {self._now}"
        known = {"handle": identity.handle(name), "sealed": identity.seal(name), "created_at": one.given_at}
        consent = {"consent": self._services.form.consent.version, "consent_at": one.given_at}
        who = {
            "role": one.role,
            "district": one.district,
            "zone": self._services.form.districts[one.district].zone,
        }
        return {
            **known,
            **consent,
            **who,
            "seen_at": one.given_at,
            "area": [],
            "round": self._round,
            "finished_at": self._finished(one),
        }

    def _finished(self, one: _Invented) -> int | None:
        """Two of three come to the end."""
        return one.given_at + _EACH * 60_000 if self._chance.random() < 2 / 3 else None

    def _answer_row(self, one: _Invented, person_id: int) -> dict[str, Any]:
        question = self._services.form.questions.get(one.facet)
        return {
            "round": self._round,
            "person_id": person_id,
            "slot": question.id if question else f"{FREE}.1",
            "question": question.id if question else FREE,
            "facet": one.facet,
            "focus": question.focus if question else self._coding(one).focus,
            "form_version": self._services.form.version,
            "given_at": one.given_at,
            "changed_at": one.given_at,
            "text": one.text,
            "chosen": list(one.chosen),
            "role": one.role,
            "sector": one.sector,
            "district": one.district,
        }


def _bubble_row(one: _Invented, person_id: int, answer_id: int) -> dict[str, object]:
    known = {"answer_id": answer_id, "person_id": person_id, "message_id": f"invented-{one.facet}"}
    return {**known, "said_at": one.given_at, "text": one.text}
