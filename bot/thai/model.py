"""A trained model as plain numbers: which features speak for which label, and how loudly. Learns nothing itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.thai.features import LOUDNESS, Seen, loudness

Floats = NDArray[np.float32]
Places = Mapping[str, Mapping[str, int]]


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

    `places` numbers the features of each kind, `rarity` says how telling each is, by row.
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
        said: Floats = values @ self.weights[rows].astype(np.float32)
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
        """The features as `numbered` reads them."""
        rows = {row: f"{kind} {one}" for kind, known in self.places.items() for one, row in known.items()}
        return [rows[row] for row in range(len(rows))]


def vector(seen: Seen, places: Places, rarity: Floats) -> tuple[NDArray[np.int32], Floats]:
    """The known features of a text as row numbers and values; each kind has one length, however long the text."""
    rows: list[int] = []
    values: list[Floats] = []
    for kind, features in seen.items():
        known = [
            place for place in map(places.get(kind, {}).get, dict.fromkeys(features)) if place is not None
        ]
        if known:
            rows += known
            values.append(_values(kind, rarity[known]))
    if not rows:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    return np.array(rows, np.int32), np.concatenate(values)


def _values(kind: str, rarity: Floats) -> Floats:
    if kind in LOUDNESS:
        scaled: Floats = rarity * np.float32(loudness(kind) / np.sqrt(np.dot(rarity, rarity)))
        return scaled
    return np.full(len(rarity), loudness(kind), np.float32)


def numbered(features: Iterable[str]) -> Places:
    """Rows by kind and feature, from lines "kind feature" in the order of the rows."""
    places: dict[str, dict[str, int]] = {}
    for row, line in enumerate(features):
        kind, _, feature = line.partition(" ")
        places.setdefault(kind, {})[feature] = row
    return places


def parse_model(
    told: Mapping[str, Any], features: Iterable[str], rarity: Floats, weights: NDArray[np.int8]
) -> Model:
    """Raises ValueError when the parts do not fit together."""
    places = numbered(features)
    many = sum(map(len, places.values()))
    heads = {name: _head(one) for name, one in told["heads"].items()}
    bias, steps = np.array(told["bias"], np.float32), np.array(told["steps"], np.float32)
    columns = sum(len(head.labels) for head in heads.values())
    fits = (
        weights.shape == (many, columns)
        and rarity.shape == (many,)
        and bias.shape == steps.shape == (columns,)
    )
    if (
        not fits
        or weights.dtype != np.int8
        or _firsts(heads.values()) != [head.first for head in heads.values()]
    ):
        raise ValueError(f"{many} features, {columns} labels, but weights of {weights.shape}")
    return Model(places, rarity, weights, steps, bias, heads, told["made_from"])


def _firsts(heads: Iterable[Head]) -> list[int]:
    sizes = [len(head.labels) for head in heads]
    return [sum(sizes[:place]) for place in range(len(sizes))]


def _head(one: Mapping[str, Any]) -> Head:
    labels: Sequence[str] = one["labels"]
    return Head(tuple(labels), one["first"], one["alone"], one["scale"], one["shift"])
