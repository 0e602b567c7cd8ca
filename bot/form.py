"""The questionnaire and all that belongs to it, as values: parsed once from the data files, never changed.

Reads no file itself: `parse` takes the TOML tables by name, already read. Faults in them are named by `bot/faults.py`.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from hashlib import sha256
from typing import Any, TypeVar

from bot.commands import Commands, parse_commands
from bot.places import (
    Age,
    District,
    Role,
    Sector,
    Zone,
    parse_ages,
    parse_districts,
    parse_roles,
    parse_sectors,
    parse_zones,
)
from bot.rounds import Round, parse_rounds
from bot.themes import Theme, parse_themes

T = TypeVar("T")
TABLES = ("questionnaire", "consent", "phrases.th", "roles", "places", "themes", "commands", "rounds")


@dataclass(frozen=True, slots=True)
class Choice:
    """`says` are typed forms beside the label; `words` asks the person to type (อื่น ๆ)."""

    code: str
    label: str
    says: tuple[str, ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is text, choice (one) or choices (up to `most`). `talk`: words are welcome beside the buttons.

    `profile` names the profile field that a choice fills instead of an answer; `roles` limits who is asked;
    `gently` says beforehand that no name is needed; `needs` is a question that must have been answered with more than
    "nothing".
    """

    id: str
    facet: str
    focus: int
    kind: str
    text: str
    pupil: str = ""
    hint: str = ""
    pupil_hint: str = ""
    choices: tuple[Choice, ...] = ()
    most: int = 1
    talk: bool = False
    gently: bool = False
    profile: str = ""
    roles: tuple[str, ...] = ()
    needs: str = ""

    def choice(self, code: str) -> Choice | None:
        return next((c for c in self.choices if c.code == code), None)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of questions. `button` is how the menu offers it, `then` what follows: the menu or a chapter."""

    id: str
    title: str
    button: str
    questions: tuple[str, ...]
    then: str = "menu"


@dataclass(frozen=True, slots=True)
class Consent:
    """The notice and its version: a person who agreed to an older one is shown the new one.

    The version ends with a digest of the texts, so that no change of them can be forgotten.
    """

    version: str
    notice: str
    full: str
    question: str


@dataclass(frozen=True, slots=True)
class Form:
    version: str
    questions: Mapping[str, Question]
    chapters: Mapping[str, Chapter]
    first: str
    quiet_seconds: int
    consent: Consent
    phrases: Mapping[str, str]
    buttons: Mapping[str, str]
    roles: Mapping[str, Role]
    sectors: Mapping[str, Sector]
    ages: Mapping[str, Age]
    zones: Mapping[str, Zone]
    districts: Mapping[str, District]
    themes: tuple[Theme, ...]
    commands: Commands
    rounds: Mapping[str, Round]
    current: str


def parse(tables: Mapping[str, Mapping[str, Any]]) -> Form:
    """Tables as `tomllib` gives them, under the names in `TABLES`.

    Raises ValueError, KeyError or TypeError on a broken shape.
    """
    asked, words = tables["questionnaire"], tables["phrases.th"]
    return Form(
        version=asked["version"],
        questions={id: _question(id, raw) for id, raw in asked["questions"].items()},
        chapters={id: _chapter(id, raw) for id, raw in asked["chapters"].items()},
        first=asked["first"],
        quiet_seconds=asked["quiet_seconds"],
        consent=_consent(tables["consent"]),
        phrases=words["phrases"],
        buttons=words["buttons"],
        roles={role.code: role for role in parse_roles(tables["roles"])},
        sectors={sector.code: sector for sector in parse_sectors(tables["roles"])},
        ages={age.code: age for age in parse_ages(tables["roles"])},
        zones={zone.code: zone for zone in parse_zones(tables["places"])},
        districts={district.code: district for district in parse_districts(tables["places"])},
        themes=parse_themes(tables["themes"]),
        commands=parse_commands(tables["commands"]),
        rounds=parse_rounds(tables["rounds"]),
        current=tables["rounds"]["current"],
    )


def _consent(raw: Mapping[str, Any]) -> Consent:
    made = _made(Consent, "the notice", raw)
    texts = "\x00".join((made.notice, made.question, made.full))
    return replace(made, version=f"{made.version}-{sha256(texts.encode()).hexdigest()[:8]}")


def _question(id: str, raw: Mapping[str, Any]) -> Question:
    choices = tuple(
        _made(Choice, f"a choice of question '{id}'", {**c, "says": tuple(c.get("says", ()))})
        for c in raw.get("choices", ())
    )
    rest = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k != "choices"}
    return _made(Question, f"question '{id}'", {"facet": id, **rest, "id": id, "choices": choices})


def _chapter(id: str, raw: Mapping[str, Any]) -> Chapter:
    whole = {"questions": (), **raw, "id": id}
    return _made(Chapter, f"chapter '{id}'", {**whole, "questions": tuple(whole["questions"])})


def _made(kind: type[T], what: str, raw: Mapping[str, Any]) -> T:
    """Raises ValueError that names what is missing or unknown, in an organiser's words."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    unknown = [name for name in raw if name not in known]
    missing = [n for n, f in known.items() if n not in raw and f.default is MISSING]
    if unknown or missing:
        told = [f"does not know '{name}'" for name in unknown] + [f"lacks '{name}'" for name in missing]
        raise ValueError(f"{what} {', '.join(told)}")
    return kind(**raw)


def in_round(form: Form, code: str) -> Form:
    """The same form, hearing for this round: a trial, a demo. A round that the data do not describe is like today's."""
    like = form.rounds.get(code) or form.rounds.get(form.current) or Round(code, code, "")
    return replace(form, current=code, rounds={**form.rounds, code: replace(like, code=code)})
