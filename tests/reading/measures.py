"""Figures of how well answers were coded. Knows sets of codes, no Thai."""

from collections.abc import Sequence
from dataclasses import dataclass

NO_CODE = frozenset({"unclear"})


@dataclass(frozen=True, slots=True)
class Themes:
    """Shares from 0 to 1: F1 over all codes, mean F1 of the codes, how often the first code is right."""

    micro: float
    macro: float
    first: float
    unclear: float


def themes(true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> Themes:
    codes = sorted({code for one in true for code in one})
    tables = {code: _table(code, true, said) for code in codes}
    right, made, there = (sum(table[place] for table in tables.values()) for place in range(3))
    strays = sum(code not in tables and code not in NO_CODE for one in said for code in one)
    return Themes(
        f1(right, made + strays, there),
        sum(f1(*table) for table in tables.values()) / len(codes),
        share(bool(one) and one[0] in gold for gold, one in zip(true, said, strict=True)),
        share("unclear" in one for one in said),
    )


def each(true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> dict[str, tuple[int, float, float]]:
    """By code: how many there are, precision, recall."""
    tables = {code: _table(code, true, said) for code in sorted({code for one in true for code in one})}
    return {
        code: (there, right / made if made else 0.0, right / there)
        for code, (right, made, there) in tables.items()
    }


def f1(right: int, made: int, there: int) -> float:
    return 2 * right / (made + there) if made + there else 0.0


def share(yes: object) -> float:
    said = [bool(one) for one in yes]  # type: ignore[attr-defined]
    return sum(said) / len(said) if said else 0.0


def bins(sure: Sequence[float], right: Sequence[bool], many: int = 5) -> list[tuple[float, float, int]]:
    """Of answers with about the same confidence: that confidence, the share right, how many."""
    kept = []
    for step in range(many):
        low, high = step / many, (step + 1) / many
        inside = [place for place, one in enumerate(sure) if low <= one < high or (high == 1 and one == 1)]
        if inside:
            mean = sum(sure[place] for place in inside) / len(inside)
            kept.append((mean, sum(right[place] for place in inside) / len(inside), len(inside)))
    return kept


def off(kept: Sequence[tuple[float, float, int]]) -> float:
    """How far confidence and truth are apart on average (expected calibration error)."""
    total = sum(many for _, _, many in kept)
    return sum(abs(sure - right) * many for sure, right, many in kept) / total if total else 0.0


def _table(code: str, true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    right = sum(code in gold and code in one for gold, one in zip(true, said, strict=True))
    return right, sum(code in one for one in said), sum(code in gold for gold in true)
