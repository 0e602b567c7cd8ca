"""Of which rounds there are answers that are somebody's. Knows neither what rounds are called nor when they end.

As in `models/retention.py` two tables tell it together: a round that was purged keeps its answers, but nobody's.
"""

from sqlalchemy import Connection, distinct, func, select

from models.answers import answers
from models.people import people
from models.retention import NAMED

_TIED = (
    select(answers.c.round, func.count(distinct(people.c.id)))
    .select_from(answers.join(people, people.c.id == answers.c.person_id))
    .where(NAMED)
    .group_by(answers.c.round)
    .order_by(answers.c.round)
)


def tied(conn: Connection) -> dict[str, int]:
    """How many people gave answers, by round."""
    return {row[0]: row[1] for row in conn.execute(_TIED)}
