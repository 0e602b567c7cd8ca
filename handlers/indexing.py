"""Keeps the search index as the answers are, person by person. Finds nothing."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sqlalchemy import Connection

from bot.thai.searching import VERSION, Searcher
from models import searching
from models.searching import Answered, mark

TELLS = "told"
"""The mark of an answer that says something, be it little."""
_SAYS_NOTHING = frozenset({"none"})


def index_people(conn: Connection, person_ids: Sequence[int], searcher: Searcher) -> int:
    """How many answers of theirs were new or had changed, or were there no more; the others cost a look."""
    changed, gone = 0, []
    for one in searching.of_people(conn, person_ids):
        digest = _digest(one) if one.masked else None
        if digest is None and one.digest is not None:
            gone.append(one.id)
        elif digest is not None and digest != one.digest:
            searching.put(conn, one.id, searcher.words(one.masked), marks_of(one), digest)
            changed += 1
    searching.drop(conn, gone)
    return changed + len(gone)


def marks_of(one: Answered) -> Iterator[str]:
    for name in ("role", "sector", "district", "focus"):
        yield mark(name, getattr(one, name))
    yield from (mark("facet", code) for code in one.facets)
    yield from (mark("theme", code) for code in one.themes)
    if not _SAYS_NOTHING.issuperset(one.themes):
        yield TELLS


def _digest(one: Answered) -> str:
    """Changes when anything does that the index is made of."""
    said = (VERSION, one.masked, *marks_of(one))
    return blake2b("\x1f".join(map(str, said)).encode("utf-8", "replace"), digest_size=8).hexdigest()
