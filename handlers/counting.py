"""Keeps tallies and search index up to date, a few people at a time, and tells whether tallies equal the answers."""

from handlers.data import load_searcher
from handlers.indexing import index_people
from handlers.services import Services
from models import folding, tallies
from models.database import Store

_PIECE, _CALM_MS, _ALL = 25, 1_000, 1 << 62


def count_the_stirred(
    services: Services, calm_ms: int = _CALM_MS, together: int = _PIECE, most: int = _ALL
) -> int:
    """How many people were recounted. Whoever is still typing waits a moment, so that ten bubbles are counted once.

    Looks first, so that a quiet night costs no write.
    """
    until, done = services.clock.now() - calm_ms, 0
    while done < most and _any(services.store, until):
        # The first time it takes half a second, in which nobody should wait to write.
        searcher = load_searcher()
        with services.store.writing() as conn:
            counted = folding.fold(conn, services.round, until, together)
            index_people(conn, counted, searcher)
        if not counted:
            break  # another process is at it
        done += len(counted)
    return done


def count_anew(services: Services) -> int:
    """Forget what was counted, and count everybody again."""
    with services.store.writing() as conn:
        tallies.clear(conn)
        folding.stir_everybody(conn)
    return count_the_stirred(services, 0)


def strays(services: Services) -> list[str]:
    """Where tallies and answers differ, a line each; empty when all is well. Reads every answer."""
    with services.store.reading() as conn:
        there, wanted = tallies.everything(conn), folding.expected(conn, services.round)
    return [
        f"round {key.round}, what {key.what or 'all'}, who {key.who or 'all'}, day {key.day}, next {key.next_day}:"
        f" {there.get(key, (0, 0))} counted, {wanted.get(key, (0, 0))} answered"
        for key in sorted(there.keys() | wanted.keys())
        if there.get(key) != wanted.get(key)
    ]


def _any(store: Store, until: int) -> bool:
    with store.reading() as conn:
        return folding.any_stirred(conn, until)
