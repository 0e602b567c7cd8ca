"""`python -m tests.reading` (or `make eval`): measures how well the bot reads, prints it, writes the page."""

import sys
from pathlib import Path

from tests.reading.page import line, page

PAGE = Path("docs/reading-quality.md")


def main() -> None:
    told = page()
    PAGE.write_text(told, "utf-8")
    sys.stdout.write(f"{told}\n{line()}\nwritten to {PAGE}\n")


if __name__ == "__main__":
    main()
