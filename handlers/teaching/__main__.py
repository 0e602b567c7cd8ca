"""`python -m handlers.teaching OUT DATA [MORE ...]`: what `siangkan train` runs, in a process of its own."""

import sys
from pathlib import Path

from handlers.data import DataFault
from handlers.teaching.course import teach
from handlers.teaching.keeping import check_place, save


def main(out: str, data: str, *more: str) -> None:
    try:
        check_place(Path(out))
        save(teach(_say, Path(data), tuple(map(Path, more))), Path(out))
    except DataFault as fault:
        sys.exit(str(fault))
    except OSError as fault:
        sys.exit(f"The model could not be kept: {fault.strerror}: {fault.filename or out}")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
