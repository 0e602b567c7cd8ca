"""A trained model as plain numbers: which features speak for which label, and how loudly. Learns nothing itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.thai.features import LOUDNESS, Seen, loudness
from bot.thai.runs import RunRows, Runs

_RUNS = "c"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Places:
    """The rows of the features: of most kinds by themselves (`listed`, by kind), of letter runs all together."""

    listed: Mapping[str, Mapping[str, int]]
    runs: RunRows

    def rows(self, kind: str, features: Iterable[str]) -> list[int]:
        """The rows of the known ones, each once, in their order."""
        if isinstance(features, Runs):
            return self.runs.of(features)
        found = dict.fromkeys(map(self.listed.get(kind, {}).get, features))
        return [row for row in found if row is not None]

    def lines(self) -> list[str]:
        """The features as `numbered` reads them."""
        kinds = {kind: known.items() for kind, known in self.listed.items()} | {_RUNS: self.runs.items()}
        rows = {row: f"{kind} {one}" for kind, known in kinds.items() for one, row in known}
        return [rows[row] for row in range(len(rows))]


@dataclass(frozen=True, slots=True)
class Head:
    """Labels that are weighed against each other (`alone` false), or each by itself.

    `first` is its first column; `scale` and `shift` turn scores into honest probabilities.
    """

    labels: tuple[str, ...]
    first: int
    alone: bool
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True)
class Model:
    """`weights` has a row a feature and a column a label, in steps of `steps`; it may lie in a shared file.

    `places` numbers the features, `rarity` says how telling each is, by row.
    """

    places: Places
    rarity: Floats
    weights: NDArray[np.int8]
    steps: Floats
    bias: Floats
    heads: Mapping[str, Head]
    made_from: str = ""

    def scores(self, seen: Seen) -> Floats:
        """One score a label, shape (labels,)."""
        rows, values = vector(seen, self.places, self.rarity)
        said: Floats = values @ self.weights.take(rows, axis=0).astype(np.float32)
        return said * self.steps + self.bias

    def chances(self, scores: Floats, name: str) -> dict[str, float]:
        """How likely each label of a head is, by label."""
        head = self.heads[name]
        score = scores[head.first : head.first + len(head.labels)] * head.scale + head.shift
        if head.alone:
            odds = 1 / (1 + np.exp(-score))
        else:
            odds = np.exp(score - score.max())
            odds /= odds.sum()
        return dict(zip(head.labels, odds.tolist(), strict=True))

    def likeliest(self, scores: Floats, name: str) -> str:
        """The label of a head with the highest score, without working out how likely it is."""
        head = self.heads[name]
        return head.labels[int(scores[head.first : head.first + len(head.labels)].argmax())]

    def lines(self) -> list[str]:
        return self.places.lines()


def vector(seen: Seen, places: Places, rarity: Floats) -> tuple[NDArray[np.int32], Floats]:
    """The known features of a text as row numbers and values; each kind has one length, however long the text."""
    known: list[int] = []
    ends = [0]
    for kind, features in seen.items():
        known += places.rows(kind, features)
        ends.append(len(known))
    rows = np.array(known, np.int32)
    values = rarity[rows]
    for kind, first, end in zip(seen, ends, ends[1:], strict=False):
        _weigh(kind, values[first:end])
    return rows, values


def _weigh(kind: str, values: Floats) -> None:
    """Makes values out of the rarities of one kind, in their place."""
    if kind not in LOUDNESS:
        values.fill(loudness(kind))
    elif len(values):
        values *= np.float32(loudness(kind) / np.sqrt(np.dot(values, values)))


def numbered(features: Iterable[str]) -> Places:
    """Rows by kind and feature, from lines "kind feature" in the order of the rows."""
    listed: dict[str, dict[str, int]] = {}
    for row, line in enumerate(features):
        kind, _, feature = line.partition(" ")
        listed.setdefault(kind, {})[feature] = row
    return Places(listed, RunRows(listed.pop(_RUNS, {})))


def parse_model(
    told: Mapping[str, Any], features: Iterable[str], rarity: Floats, weights: NDArray[np.int8]
) -> Model:
    """Raises ValueError when the parts do not fit together."""
    lines = tuple(features)
    heads = {name: _head(one) for name, one in told["heads"].items()}
    bias, steps = np.array(told["bias"], np.float32), np.array(told["steps"], np.float32)
    columns = sum(len(head.labels) for head in heads.values())
    fits = (
        weights.shape == (len(lines), columns)
        and weights.dtype == np.int8
        and rarity.shape == (len(lines),)
        and bias.shape == steps.shape == (columns,)
        and _firsts(heads.values()) == [head.first for head in heads.values()]
    )
    if not fits:
        raise ValueError(f"{len(lines)} features, {columns} labels, but weights of {weights.shape}")
    return Model(numbered(lines), rarity, weights, steps, bias, heads, told["made_from"])


def _firsts(heads: Iterable[Head]) -> list[int]:
    sizes = [len(head.labels) for head in heads]
    return [sum(sizes[:place]) for place in range(len(sizes))]


def _head(one: Mapping[str, Any]) -> Head:
    labels: Sequence[str] = one["labels"]
    return Head(tuple(labels), one["first"], one["alone"], one["scale"], one["shift"])
