"""Pairs of texts that may be spelt nearly alike, found without comparing all with all. Decides nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

ALIKE = 85
COMPARED_ALL = 3_000
_BLOCK = 256
_HASHES, _ROWS = 64, 4
_NEIGHBOURS = 24
_SEEDS: NDArray[np.uint64] = np.random.default_rng(2561).integers(1, 2**63, _HASHES, dtype=np.uint64)
_ODD = np.uint64(0x9E3779B97F4A7C15)


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places (left < right) of texts with a ratio of 85 or more; the texts are sorted and all different."""
    if len(texts) < COMPARED_ALL:
        yield from _all_pairs(texts)
        return
    for left, right in sorted(_bucket_pairs(texts)):
        if ratio(texts[left], texts[right], score_cutoff=ALIKE):
            yield left, right


def _all_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """In blocks, so that memory stays flat."""
    for start in range(0, len(texts), _BLOCK):
        scores: NDArray[Any] = cdist(
            texts[start : start + _BLOCK], texts[start:], scorer=ratio, score_cutoff=ALIKE, dtype=np.uint8
        )
        for left, right in np.argwhere(scores):
            if left < right:
                yield start + int(left), start + int(right)


def _bucket_pairs(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Texts that share a band of their signatures, each with the next few of its bucket."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        signature = _signature(text)
        for band in range(0, _HASHES, _ROWS):
            buckets[band, signature[band : band + _ROWS].tobytes()].append(place)
    return {
        (left, right)
        for places in buckets.values()
        for at, left in enumerate(places)
        for right in places[at + 1 : at + 1 + _NEIGHBOURS]
    }


def _signature(text: str) -> NDArray[np.uint64]:
    """MinHash over groups of three letters. The same on every machine: no hash of Python's own."""
    letters = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(
        np.uint64
    )
    groups = (letters[:-2] << np.uint64(42)) | (letters[1:-1] << np.uint64(21)) | letters[2:]
    mixed = (np.unique(groups)[:, None] ^ _SEEDS) * _ODD
    mixed ^= mixed >> np.uint64(29)
    signature: NDArray[np.uint64] = (mixed * _ODD).min(axis=0)
    return signature
