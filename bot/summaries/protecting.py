"""Which figures may be shown, so that none isolates fewer than `fewest` people: alone or subtracted from another.

Pure arithmetic over one breakdown: groups (sectors, zones) with their leaves (roles, districts). Knows no Thai.

The check: what is hidden of a whole that is shown is either nobody or `fewest` people at least. Then whatever is
subtracted from the whole, and the whole from what contains it, gives nobody or at least so many.
"""

from collections.abc import Iterable, Mapping

Tree = Mapping[str, Mapping[str, int]]
"""People by group and leaf. Names of groups and leaves are all different."""


def hidden(tree: Tree, fewest: int) -> frozenset[str]:
    """Groups and leaves that may not be shown when the whole is."""
    sums = {group: sum(leaves.values()) for group, leaves in tree.items()}
    groups = _hidden(sums, fewest)
    found = set(groups)
    for group, leaves in tree.items():
        found |= _told(leaves) if group in groups else _hidden(leaves, fewest)
    return frozenset(found)


def may_show(people: int, fewest: int, *wholes: int) -> bool:
    """Whether a figure may be shown beside the wholes that contain it; nobody may always be shown."""
    return people == 0 or (people >= fewest and all(not 0 < whole - people < fewest for whole in wholes))


def _hidden(parts: Mapping[str, int], fewest: int) -> set[str]:
    """The small ones; and, where those together are still too few, the next smallest beside them."""
    chosen = {name for name, people in parts.items() if 0 < people < fewest}
    for name in _smallest_first(_told(parts) - chosen, parts):
        if not 0 < sum(parts[each] for each in chosen) < fewest:
            break
        chosen.add(name)
    return chosen


def _smallest_first(names: Iterable[str], parts: Mapping[str, int]) -> list[str]:
    return sorted(names, key=lambda name: (parts[name], name))


def _told(parts: Mapping[str, int]) -> set[str]:
    return {name for name, people in parts.items() if people}
