"""`train` makes the model anew from the labelled answers. The learning itself runs in a process of its own."""

import subprocess
import sys
from pathlib import Path

import click

from handlers.data import MODEL
from handlers.teaching.labelled import DATA


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=MODEL,
    help="Folder of the model (the bot's own).",
)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DATA,
    help="Folder with answers/ and messages/ to learn from, instead of the bot's own.",
)
@click.option(
    "--more",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="A further folder or file of labelled answers (JSON lines); may be given several times.",
)
def train(out: Path, data: Path, more: tuple[Path, ...]) -> None:
    """Teach the coder from the labelled answers in bot/data; takes about a minute.

    A running bot keeps the model that it began with: start it again afterwards. How well a model codes people whom
    it never met is measured with `make eval`.
    """
    lesson = [sys.executable, "-m", "handlers.teaching", str(out), str(data), *map(str, more)]
    if subprocess.run(lesson, check=False).returncode:  # noqa: S603 - our own module, no shell
        raise SystemExit(1)
    click.echo(f"The model is in {out}.")
