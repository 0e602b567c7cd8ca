"""Which figures may be shown, so that none isolates fewer than `fewest` people: alone or subtracted from another.

Pure arithmetic over one breakdown: groups (sectors, zones) with their leaves (roles, districts). Knows no Thai.

The check: what is hidden of a whole that is shown is either nobody or `fewest` people at least. Then whatever is
subtracted from the whole, and the whole from what contains it, gives nobody or at least so many.
"""

from collections.abc import Iterable, Mapping

FEWEST = 5
"""So many people at least make a figure that may be shown."""
Place = tuple[str, str]
"""Row and column of a table."""
Tree = Mapping[str, Mapping[str, int]]
"""People by group and leaf. Names of groups and leaves are all different."""


def hidden(tree: Tree, fewest: int) -> frozenset[str]:
    """Groups and leaves that may not be shown when the whole is."""
    sums = {group: sum(leaves.values()) for group, leaves in tree.items()}
    groups = hidden_parts(sums, fewest)
    found = set(groups)
    for group, leaves in tree.items():
        found |= _told(leaves) if group in groups else hidden_parts(leaves, fewest)
    return frozenset(found)


def hidden_cells(table: Mapping[Place, int], fewest: int) -> frozenset[Place]:
    """Of a table whose rows and columns may be added up to totals that are shown: no line has a single hidden cell, or
    hidden cells of too few people together, for then the others of the line would tell it."""
    gone, before = {place for place, people in table.items() if 0 < people < fewest}, -1
    while len(gone) > before:
        before = len(gone)
        for line in _lines(table):
            gone |= _beside(line, table, gone, fewest)
    return frozenset(gone)


def may_show(people: int, fewest: int, *wholes: int) -> bool:
    """Whether a figure may be shown beside the wholes that contain it; nobody may always be shown."""
    return people == 0 or (people >= fewest and all(not 0 < whole - people < fewest for whole in wholes))


def hidden_parts(parts: Mapping[str, int], fewest: int) -> set[str]:
    """The small ones; and, where those together are still too few, the next smallest beside them."""
    chosen = {name for name, people in parts.items() if 0 < people < fewest}
    for name in _smallest_first(_told(parts) - chosen, parts):
        if not 0 < sum(parts[each] for each in chosen) < fewest:
            break
        chosen.add(name)
    return chosen


def _lines(table: Mapping[Place, int]) -> list[list[Place]]:
    rows, columns = dict.fromkeys(row for row, _ in table), dict.fromkeys(column for _, column in table)
    told = [place for place, people in table.items() if people]
    return [
        *([place for place in told if place[0] == row] for row in rows),
        *([place for place in told if place[1] == column] for column in columns),
    ]


def _beside(line: list[Place], table: Mapping[Place, int], gone: set[Place], fewest: int) -> set[Place]:
    """The next smallest cell, where what is hidden of this line could be told from the rest."""
    there = [place for place in line if place in gone]
    if not there or (len(there) > 1 and sum(table[place] for place in there) >= fewest):
        return set()
    left = [place for place in line if place not in gone]
    return {min(left, key=lambda place: (table[place], place))} if left else set()


def _smallest_first(names: Iterable[str], parts: Mapping[str, int]) -> list[str]:
    return sorted(names, key=lambda name: (parts[name], name))


def _told(parts: Mapping[str, int]) -> set[str]:
    return {name for name, people in parts.items() if people}
