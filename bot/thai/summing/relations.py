"""What can be said of a thing, and what is its opposite. Names only; their words are data."""

OPPOSITE = {
    "lack": "enough",
    "bad": "good",
    "slow": "fast",
    "far": "near",
    "dear": "cheap",
    "hard": "easy",
    "broken": "working",
    "dirty": "clean",
    "unsafe": "safe",
    "unstable": "stable",
    "much": "little",
    "worn": "unworn",
    "want": "unwanted",
    "wish": "unwished",
    "reduce": "unreduced",
    "have": "lack",
}
# A wish for the right side is the complaint on the left: "อยากให้เน็ตเร็ว" and "เน็ตช้า".
_MISSED = ("lack", "bad", "slow", "far", "dear", "hard", "broken", "dirty", "unsafe", "unstable")
MISSES = {OPPOSITE[complaint]: complaint for complaint in _MISSED}
WISHES = frozenset({"want", "wish"})
DENIED = {**{right: left for left, right in OPPOSITE.items() if left != "have"}, **OPPOSITE}

# What a thing is, not what is done about it.
QUALITIES = frozenset(DENIED) - {"want", "wish", "have", "reduce"}


def settled(relations: tuple[str, ...]) -> tuple[str, ...]:
    """What is left when a wish and what it wishes for become one complaint: "อยากให้มีครู" is a lack."""
    plain = tuple(dict.fromkeys(relations))
    wishes = [relation for relation in plain if relation in WISHES]
    rest = [relation for relation in plain if relation not in WISHES and relation != "have"]
    if not rest:
        return ("lack",) if "want" in wishes or (wishes and "have" in plain) else plain
    if rest in (["reduce"], ["unwanted"]):
        return ("much",) if rest == ["reduce"] else ("unwanted",)
    if wishes and all(_is_missed(relation, wishes) for relation in rest):
        return tuple(MISSES[relation] for relation in rest)
    return (*wishes, *rest)


def _is_missed(relation: str, wishes: list[str]) -> bool:
    """Who asks for a good teacher does not say that the teachers are bad."""
    return relation in MISSES and not (relation == "good" and "want" in wishes)
