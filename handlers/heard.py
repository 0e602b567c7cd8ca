"""What was heard so far, for anybody who asks, a minute or three old. Never shows fewer than five people."""

import threading

from sqlalchemy import Connection

from bot.form import Form
from models import answers, codings
from models.database import Store

FEWEST_PEOPLE = 5
_MOST_THEMES = 3
_FRESH_MS = 3 * 60_000


class Heard:
    """Counting reads the whole round, and who asks holds up the others meanwhile: so the last count serves all, and
    once somebody has asked, the jobs count anew every minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[int, str]] = {}

    def text(self, conn: Connection, form: Form, round: str, now: int) -> str:
        """Empty while too few people spoke."""
        with self._lock:
            at, text = self._counted.get(round, (0, ""))
            if not 0 <= now - at < _FRESH_MS:
                text = _count(conn, form, round)
                self._counted[round] = (now, text)
            return text

    def renew(self, store: Store, form: Form, now: int) -> None:
        """Only what somebody has asked for."""
        for round in list(self._counted):
            with store.reading() as conn:
                text = _count(conn, form, round)
            with self._lock:
                self._counted[round] = (now, text)


def _count(conn: Connection, form: Form, round: str) -> str:
    people, given = answers.counts(conn, round)
    if people < FEWEST_PEOPLE:
        return ""
    words = form.phrases
    lines = [words["results_count"].format(people=f"{people:,}", answers=f"{given:,}")]
    top = codings.top_themes(conn, round, at_least=FEWEST_PEOPLE, limit=_MOST_THEMES)
    labels = {theme.code: theme.label for theme in form.themes}
    if top:
        lines.append(words["results_themes"])
    for number, (code, spoke) in enumerate(top, 1):
        theme = labels.get(code, code)
        lines.append(words["results_theme"].format(number=number, theme=theme, people=f"{spoke:,}"))
    return "\n".join(lines)
