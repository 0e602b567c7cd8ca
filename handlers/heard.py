"""What was heard so far, for anybody who asks. Reads tallies only; never shows fewer than five people."""

from sqlalchemy import Connection

from bot.form import Form
from bot.summaries.protecting import FEWEST
from bot.summaries.telling import ANY, what_of, who_of
from bot.summaries.values import Count
from models import tallies

_MOST_THEMES = 3


def heard_so_far(conn: Connection, form: Form, round: str) -> str:
    """Empty while too few people spoke."""
    labels = {what_of(theme=theme.code): theme.label for theme in form.themes if theme.focus}
    everybody = who_of()
    told = tallies.counts(conn, round, [ANY, *labels], [everybody])
    whole = told.get((ANY, everybody), Count())
    if whole.people < FEWEST:
        return ""
    words = form.phrases
    lines = [words["results_count"].format(people=f"{whole.people:,}", answers=f"{whole.mentions:,}")]
    spoke = {what: told.get((what, everybody), Count()).people for what in labels}
    top = sorted(spoke, key=lambda what: (-spoke[what], what))[:_MOST_THEMES]
    shown = [what for what in top if spoke[what] >= FEWEST]
    if shown:
        lines.append(words["results_themes"])
    for number, what in enumerate(shown, 1):
        people = f"{spoke[what]:,}"
        lines.append(words["results_theme"].format(number=number, theme=labels[what], people=people))
    return "\n".join(lines)
