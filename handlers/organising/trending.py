"""The trend of a scope: people by day, week or month. Reads tallies only."""

from bot.organising.scope import Scope
from bot.summaries.cells import Cell
from bot.summaries.protecting import hidden_parts
from bot.summaries.trend import buckets, label, people_in
from bot.summaries.values import Step
from handlers.organising.figures import Figures
from handlers.organising.timing import Times
from handlers.thai_dates import SHORT_MONTHS
from models import tallies


def trend_of(figures: Figures, scope: Scope, what: str, times: Times) -> tuple[Step, ...]:
    """Empty where there is but one step."""
    today = times.today.toordinal() + 1
    whos = Cell.of(scope, figures.form).whos
    first, after = times.span if times.days else (1, today)
    rows = tallies.by_day(figures.conn, figures.round, what, whos, first, min(after, today))
    begun = min((day for day, *_ in rows), default=today)
    found = buckets(max(first, begun), min(after, today))
    steps = [(label(each, SHORT_MONTHS), people_in(each, rows)) for each in found]
    gone = hidden_parts(dict(steps), figures.fewest)  # with the whole beside them, a single one could be told
    shown = [Step(name, None if name in gone else people) for name, people in steps]
    return tuple(shown) if len(shown) > 1 else ()
