"""The command line: `siangkan`, or `python -m handlers`. A user's mistake gives one clear line, never a trace."""

import os
import sys

import click
from sqlalchemy.exc import SQLAlchemyError

from handlers.cli.auditing import audit
from handlers.cli.digesting import digest
from handlers.cli.exporting import export, seed
from handlers.cli.gathering import gather
from handlers.cli.inviting import invite
from handlers.cli.jobs import jobs
from handlers.cli.looking import check, draw
from handlers.cli.postering import poster
from handlers.cli.purging import purge
from handlers.cli.reading import read
from handlers.cli.running import demo, migrate, serve, work
from handlers.cli.setting_up import setup_line
from handlers.cli.summing import summary
from handlers.cli.talking import talk
from handlers.cli.training import train
from handlers.data import DataFault
from handlers.settings import SettingsFault
from handlers.transcript import CannotPlay

# fmt: off
COMMANDS = (
    demo, serve, work, migrate, talk, check, read, export, seed, draw,
    setup_line, poster, invite, purge, train, gather, summary, audit,
    digest, jobs,
)
# fmt: on


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Siang Kan, the voice of Kanchanaburi: a LINE chatbot that hears a province about its schools.

    Try it without LINE: siangkan demo. Exit codes: 0 done, 1 a named fault, 2 wrong usage.
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    os.umask(0o077)  # words of people are for this user's eyes only
    try:
        cli(prog_name="siangkan")
    except SettingsFault as fault:
        sys.exit("\n".join(fault.faults))
    except (DataFault, CannotPlay) as fault:
        sys.exit(str(fault))
    except SQLAlchemyError as fault:
        # Its own words may hold the database's password.
        sys.exit(f"The database cannot be used ({type(fault).__name__}): check DATABASE_URL and its rights.")
    except OSError as fault:
        sys.exit(f"{fault.strerror or type(fault).__name__}: {fault.filename or ''}")


if __name__ == "__main__":
    main()
