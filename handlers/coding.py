"""Turns what the reader understood into a coding, and codes later what could not be coded at once. Keeps no words."""

import logging

from bot.reading import Reading
from handlers.services import Services
from models import codings, folding
from models.codings import Coding

FREE = "free"
log = logging.getLogger("siangkan.coding")


def asked(facet: str) -> str:
    """What the reader is told was asked: nothing, for free talk."""
    return "" if facet == FREE else facet


def coding_of(reading: Reading) -> Coding:
    return Coding(reading.themes, reading.focus, reading.facets, reading.stance, reading.masked)


def code_the_uncoded(services: Services, limit: int = 50) -> int:
    """Try again what the reader failed on. Returns how many could be coded now."""
    with services.store.reading() as conn:
        waiting = codings.uncoded(conn, limit)
    done = 0
    for answer_id, person_id, facet, words in waiting:
        try:
            coding = coding_of(services.reader.read(words, asked(facet)))
        except Exception as fault:
            log.error("answer %s still cannot be coded: %s", answer_id, type(fault).__name__)
            continue
        with services.store.writing() as conn:
            codings.repair(conn, answer_id, coding, services.clock.now())
            folding.stir(conn, person_id, services.clock.now())
        done += 1
    return done
