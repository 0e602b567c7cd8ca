"""`make bench`: measures the main job side by side with a baseline and prints Markdown. Asserts nothing."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import growth, inside, micro, reading, start, summaries, web
from tests.bench.figures import machine, warn_when_busy
from tests.bench.processes import NotReady

PARTS: dict[str, tuple[str, Callable[[Path, bool], Iterator[str]]]] = {
    "web": (
        "The main job over HTTP",
        lambda folder, quick: web.measure(folder, web.QUICK if quick else web.FULL),
    ),
    "exchange": ("One event, in process", inside.measure),
    "growth": ("What grows with the years", growth.measure),
    "start": ("Start and memory", start.measure),
    "micro": ("The small parts", micro.measure),
    "reading": ("Reading Thai", reading.measure),
    "summaries": ("What organisers ask", summaries.measure),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about a minute instead of about five")
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="this part alone; may come several times"
    )
    parser.add_argument(
        "--answers",
        type=int,
        default=summaries.LARGE,
        help="how many answers the larger memory of `summaries` holds; a million takes half an hour",
    )
    given = parser.parse_args()
    PARTS["summaries"] = (
        PARTS["summaries"][0],
        lambda folder, quick: summaries.measure(folder, quick, given.answers),
    )
    return given


def main() -> None:
    given, begun = arguments(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="siangkan-bench-") as folder:
        warn_when_busy()
        print(machine(Path(folder)), flush=True)
        for name in given.only or PARTS:
            title, measure = PARTS[name]
            place = Path(folder) / name
            place.mkdir()
            print(f"\n### {title}", flush=True)
            for piece in measure(place, given.quick):
                print(f"\n{piece}", flush=True)
    print(f"\nTook {time.monotonic() - begun:.0f} s.", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except NotReady as silent:
        sys.exit(f"A process did not start:\n{silent}")
