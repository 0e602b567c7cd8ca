"""The table of answers behind an organiser's signed link: masked, in small pieces, noted in the log. Opens for nobody
who left the team or may only look, and tells nobody why not."""

import io
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from bot.form import Form
from bot.organising.periods import Days, days
from bot.organising.scope import ALL, Scope
from bot.summaries.cells import Cell, districts, roles
from bot.summaries.protecting import FEWEST
from bot.summaries.telling import ANY, who_of
from handlers.export import ExportRow, rows, write_csv
from handlers.organising.exporting import Ticket, ticket
from handlers.organising.figures import Figures
from handlers.organising.words import worded
from handlers.private_pages import HEADERS, ROBOT
from handlers.services import Services
from handlers.thai_dates import day_of
from models import audit, organisers
from models.organisers import ORGANISER

_PIECE = 500
_GUARDED = HEADERS | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


def exports_blueprint(services: Services, secret_key: str) -> Blueprint:
    web = Blueprint("exports", __name__)

    @web.get("/export/<token>")
    def table(token: str) -> Response:
        now = services.clock.now()
        found = None if ROBOT.search(request.user_agent.string) else ticket(secret_key, token, now)
        if found is None or not _opened(services, found, now):
            return Response(worded("export_lost"), 404, _GUARDED, content_type="text/plain; charset=utf-8")
        answer = Response(_pieces(_told(services, found.scope, now)), content_type="text/csv; charset=utf-8")
        name = f"siangkan-{day_of(now):%Y%m%d}.csv"
        answer.headers.update({**_GUARDED, "Content-Disposition": f"attachment; filename={name}"})
        return answer

    return web


def _opened(services: Services, found: Ticket, now: int) -> bool:
    """Whether it may be; and then it is in the log."""
    with services.store.writing() as conn:
        organiser = organisers.by_code(conn, found.organiser)
        if organiser is None or not organiser.may(ORGANISER):
            return False
        if request.method == "GET":
            _note(conn, found, now)
        return True


def _note(conn: Connection, found: Ticket, now: int) -> None:
    said = " ".join(f"{name}={code}" for name, code in found.scope.said.items())
    audit.note(conn, found.organiser, "exported", said, now)


def _told(services: Services, scope: Scope, now: int) -> Iterator[ExportRow]:
    """By a place only rows are chosen that tell it; by a role, if enough share it, those too that do not: a filter by
    both, or two tables with the same codes, must not tell what is left out."""
    form, span = services.form, days(scope.period, day_of(now))
    who = Scope(role=scope.role, sector=scope.sector)
    with services.store.reading() as conn:
        figures = Figures(conn, form, scope.round, FEWEST)
        shared, enough = _shared(figures), figures.of(who, [ANY])[ANY] is not None
    of_role = chooser(who if enough else ALL, form, None)
    of_rest = chooser(replace(scope, role="", sector="") if enough else scope, form, span)
    found = (row for row in rows(services.store, form, round=scope.round or None) if of_role(row))
    return (row for row in (veiled(each, shared) for each in found) if of_rest(row))


def veiled(row: ExportRow, shared: Set[tuple[str, str]]) -> ExportRow:
    """By day alone, and without role and district where too few people of the round share both: `shared` are the labels
    of those that enough do."""
    row = row._replace(given_at=row.given_at[:10])
    return row if (row.role, row.district) in shared else row._replace(role="", district="")


def _shared(figures: Figures) -> Set[tuple[str, str]]:
    form = figures.form
    whos = {who_of(r, d): (r, d) for r in roles(form).leaves for d in districts(form).leaves}
    told = figures.told([ANY], list(whos))
    enough = (whos[who] for (_, who), count in told.items() if count.people >= FEWEST)
    return {(form.roles[r].label if r else "", form.districts[d].label if d else "") for r, d in enough}


def chooser(scope: Scope, form: Form, span: Days | None) -> Callable[[ExportRow], bool]:
    """Whether a row belongs to the scope, by who spoke when the answer was given and what was asked."""
    cell = Cell.of(scope, form)
    roles = {form.roles[c].label for c in cell.role.leaves if c in form.roles} if cell.role else None
    places = cell.district.leaves if cell.district else None
    districts = (
        {form.districts[c].label for c in places if c in form.districts} if places is not None else None
    )
    return lambda row: (
        (roles is None or row.role in roles)
        and (districts is None or row.district in districts)
        and (not scope.focus or row.focus == scope.focus)
        and (not scope.facet or row.facet == scope.facet)
        and (not scope.theme or scope.theme in row.themes.split())
        and (span is None or str(span.first) <= row.given_at[:10] < str(span.after))
    )


def _pieces(told: Iterable[ExportRow]) -> Iterator[bytes]:
    left, head = iter(told), _csv(())
    yield head.encode()
    while piece := tuple(islice(left, _PIECE)):
        yield _csv(piece).removeprefix(head).encode("utf-8", "replace")


def _csv(told: Iterable[ExportRow]) -> str:
    file = io.StringIO(newline="")
    write_csv(told, file)
    return file.getvalue()
