"""Texts as weighted words, so that their likeness can be measured. Knows no language."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

Vector = dict[str, float]


def tf_idf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """One vector of length 1 for each text; empty for a text without words."""
    spread = Counter(word for words in texts for word in set(words))
    return [_unit(_weighed(Counter(words), spread, len(texts))) for words in texts]


def total(vectors: Sequence[Vector]) -> Vector:
    """The direction of them all, of length 1."""
    summed: Vector = {}
    for vector in vectors:
        for word, weight in vector.items():
            summed[word] = summed.get(word, 0.0) + weight
    return _unit(summed)


def cosine(left: Vector, right: Vector) -> float:
    """Of vectors of length 1: 0 for nothing in common, 1 for the same."""
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


def _weighed(counts: Counter[str], spread: Counter[str], texts: int) -> Vector:
    return {word: (1 + log(count)) * log(1 + texts / spread[word]) for word, count in counts.items()}


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}
