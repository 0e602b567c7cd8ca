"""What a round over HTTP gave, and the Markdown made of it. Measures nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench.figures import middle, number, percentile, spread, table, times
from tests.bench.load import Measured


@dataclass(frozen=True, slots=True)
class Trial:
    """`rate` is 0 in the closed loop, `latency` is how many milliseconds LINE takes to answer."""

    script: str
    latency: int
    rate: int = 0

    @property
    def name(self) -> str:
        manner = f"open loop, {self.rate}/s" if self.rate else "closed loop, 16 connections"
        return f"{manner}; {self.script}; LINE {self.latency} ms"


@dataclass
class Round:
    measured: Measured
    cpu: float
    cpu_afterwards: float = 0.0
    to_line: list[float] = field(default_factory=list)

    @property
    def cpu_us(self) -> float:
        return self.cpu / max(len(self.measured.took), 1) * 1e6

    @property
    def cpu_us_afterwards(self) -> float:
        """Quiet gaps that end after the round, and the questions that they bring."""
        return self.cpu_afterwards / max(len(self.measured.took), 1) * 1e6


Done = dict[Trial, tuple[list[Round], list[Round]]]


def rates(done: Done) -> str:
    head = (
        "trial",
        "server",
        "events/s",
        "p50 ms",
        "p99 ms",
        "CPU µs/event",
        "and after the round",
        "not 200",
    )
    rows = []
    for trial, (bases, bots) in done.items():
        rows.append([trial.name, "empty Flask route", *_figures(bases)])
        rows.append(["", "Siang Kan", *_figures(bots)])
        rows.append(["", "Siang Kan / empty", *_ratios(bases, bots)])
    return table(head, rows)


def _figures(rounds: list[Round]) -> list[str]:
    refused = sum(each.measured.refused for each in rounds)
    return [
        spread([each.measured.rate for each in rounds]),
        spread([each.measured.milliseconds(0.5) for each in rounds]),
        spread([each.measured.milliseconds(0.99) for each in rounds]),
        number(middle(each.cpu_us for each in rounds)),
        number(after) if (after := middle(each.cpu_us_afterwards for each in rounds)) else "",
        str(refused),
    ]


def _ratios(bases: list[Round], bots: list[Round]) -> list[str]:
    views: list[Callable[[Round], float]] = [
        lambda each: each.measured.rate,
        lambda each: each.measured.milliseconds(0.5),
        lambda each: each.measured.milliseconds(0.99),
        lambda each: each.cpu_us,
    ]
    return [*(times(middle(map(view, bots)), middle(map(view, bases))) for view in views), "", ""]


def replies(done: Done) -> str:
    """Only taps are answered at once; after words the bot waits for a quiet gap."""
    head = ("from a tap to its reply's arrival at LINE", "p50 ms", "p99 ms", "taps replied to")
    rows = []
    for trial, (_, bots) in done.items():
        ways = [each.to_line for each in bots if each.to_line]
        if ways:
            halves, most = ([percentile(way, share) for way in ways] for share in (0.5, 0.99))
            tapped = sum(len(each.measured.sent_at) for each in bots)
            rows.append([trial.name, spread(halves), spread(most), f"{sum(map(len, ways)):,} of {tapped:,}"])
    return table(head, rows)
