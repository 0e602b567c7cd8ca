"""`jobs` tells the operator what runs by itself, when it was done last, and what is stuck. Changes nothing."""

import json
from collections.abc import Iterable

import click
from sqlalchemy import Connection

from handlers.cli.exporting import existing_store
from handlers.clock import SystemClock
from handlers.digesting import DIGEST
from handlers.purging import PURGE
from handlers.settings import read_settings
from handlers.thai_dates import in_thailand, iso_time
from handlers.working import Standing, standings
from models import folding, media, outbox, parked
from models import jobs as rows
from models.jobs import FAILED, Job

KINDS = (DIGEST, PURGE)
_HEAD = ("JOB", "SLOT", "STATE", "SINCE", "TRIES", "FAULT")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def jobs(as_json: bool) -> None:
    """Show what runs by itself: each job's last slot, whatever went wrong since, and what waits to be done.

    Times are Thailand's. Exit code 1 when a job failed, is stuck (nobody took it over when its time was up) or was
    not done for twice its period.
    """
    store, now = existing_store(read_settings()), SystemClock().now()
    with store.reading() as conn:
        found, waits = standings(conn, KINDS, now), _waiting(conn)
    store.close()
    if as_json:
        click.echo(json.dumps({"jobs": [_json(each) for each in found], "waiting": waits}))
    else:
        for line in [*_table(found), "", *(f"{what}: {number}" for what, number in waits.items())]:
            click.echo(line)
    if any(each.is_wrong for each in found):
        raise SystemExit(1)


def _waiting(conn: Connection) -> dict[str, int]:
    return {
        "messages waiting": outbox.waiting(conn),
        "messages parked": parked.kept(conn).messages,
        "people to come back to": rows.alarms(conn),
        "photos and voices to fetch": media.waiting(conn)[0],
        "people to count": folding.waiting(conn),
    }


def _table(found: Iterable[Standing]) -> list[str]:
    lines = [_HEAD]
    for each in found:
        if each.last is None:
            lines.append((each.kind, "-", "never ran", "-", "-", "-"))
        lines += [_row(each, job) for job in _shown(each)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(_HEAD))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _shown(each: Standing) -> list[Job]:
    """The last slot first, and below it what else went wrong."""
    first = [each.last] if each.last else []
    return [*first, *(job for job in each.open if job != each.last)]


def _row(each: Standing, job: Job) -> tuple[str, str, str, str, str, str]:
    since = f"{in_thailand(job.ended_at or job.started_at):%Y-%m-%d %H:%M}"
    return each.kind, job.slot, _state(each, job), since, str(job.tries), job.fault or "-"


def _state(each: Standing, job: Job) -> str:
    if job in each.stuck:
        return "STUCK"
    if job.state == FAILED:
        return "FAILED" if job.given_up else "failed, is tried again"
    return f"{job.state}, LATE" if each.late and job == each.last else job.state


def _json(each: Standing) -> dict[str, object]:
    return {
        "job": each.kind,
        "late": each.late,
        "stuck": len(each.stuck),
        "failed": len(each.failed),
        "succeeded_at": iso_time(each.succeeded_at) if each.succeeded_at is not None else None,
        "slots": [_slot(each, job) for job in _shown(each)],
    }


def _slot(each: Standing, job: Job) -> dict[str, object]:
    return {
        "slot": job.slot,
        "state": job.state,
        "stuck": job in each.stuck,
        "started_at": iso_time(job.started_at),
        "ended_at": iso_time(job.ended_at) if job.ended_at is not None else None,
        "tries": job.tries,
        "fault": job.fault,
    }
