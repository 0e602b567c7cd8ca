"""The small parts of one event, each alone: microseconds a call, beside `json.loads` of the same webhook body."""

import itertools
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.conversation import step
from bot.events import Quiet, Said, Tapped
from bot.form import Form
from bot.speech import speak
from bot.state import from_json, to_json
from handlers.data import load_form, load_reader
from handlers.line.inbound import read
from handlers.line.outbound import messages
from handlers.line.signature import signed
from tests.bench.crowd import CHANNEL_SECRET, IDENTITY, Planned, body, signature
from tests.bench.figures import number, spread, table, times
from tests.bench.walks import Act, Walk, at_first_question
from tests.bench.words import LONG, MEDIUM, SHORT, variants

_NOW = 1_795_485_600_000
_BASE = "json.loads of a webhook body"
Call = Callable[[], Any]


def measure(folder: Path, quick: bool) -> Iterator[str]:
    form = load_form()
    calls = {**_wire(), **_mind(form), **_reading(form)}
    seconds, rounds = (0.05, 5) if quick else (0.2, 7)
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            taken[name].append(_microseconds(call, seconds))
    base = sorted(taken[_BASE])[rounds // 2]
    rows = [(name, spread(each), times(sorted(each)[rounds // 2], base)) for name, each in taken.items()]
    yield table(("one call", "µs (least–most)", f"/ {_BASE}"), rows)


def _microseconds(call: Call, seconds: float) -> float:
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < seconds:
        call()
        done += 1
    return (time.perf_counter() - begun) / done * 1e6


def _wire() -> dict[str, Call]:
    raw = body(Planned("U" + "0" * 32, Act(), 1), _NOW, MEDIUM)
    proof = signature(raw)
    return {
        _BASE: lambda: json.loads(raw),
        f"signature over {number(len(raw))} bytes": lambda: signed(raw, proof, (CHANNEL_SECRET,)),
        "reading the events of a body": lambda: read(raw, _NOW),
        "handle of a LINE user id": lambda: IDENTITY.handle("U" + "0" * 32),
        "sealing a LINE user id": lambda: IDENTITY.seal("U" + "0" * 32),
    }


def _mind(form: Form) -> dict[str, Call]:
    walk = at_first_question(form, _NOW)
    state, label = walk.state, form.questions["problem"].choices[0].label
    said = Said(text=MEDIUM, message_id="1", at=_NOW, now=_NOW)
    tapped = Tapped(data=walk.buttons[label], at=_NOW, now=_NOW)
    heard = Walk(form, _NOW, state)
    heard.do(said)
    quiet = Quiet(at=_NOW + 4000, now=_NOW + 4000, turn=heard.state.turn)
    asked = step(heard.state, quiet, form).effects
    kept = to_json(heard.state)
    return {
        "step: a bubble at a question": lambda: step(state, said, form),
        "step: a tap": lambda: step(state, tapped, form),
        "step: quiet, so the next question": lambda: step(heard.state, quiet, form),
        "state to JSON": lambda: to_json(heard.state),
        "state from JSON": lambda: from_json(kept),
        "outbound messages of a question": lambda: messages(speak(asked, form)),
    }


def _reading(form: Form) -> dict[str, Call]:
    """Every call reads another text."""
    reader = load_reader()
    reader.warm()

    def reads(texts: list[str]) -> Call:
        turns = itertools.cycle(texts)
        return lambda: reader.read(next(turns), "problem")

    kinds = {"short": SHORT, "medium": MEDIUM, "long": LONG, "ten bubbles": "\n".join([MEDIUM] * 10)}
    named = {name: variants(text) for name, text in kinds.items()}
    return {f"Reader.read, {name} ({len(texts[0])} letters)": reads(texts) for name, texts in named.items()}
