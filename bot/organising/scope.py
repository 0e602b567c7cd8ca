"""What an organiser asks about: which voices, of when. Values only; reads no text and counts nothing."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of the data files; an empty field means all.

    `period` is today, yesterday, last_N_days, this_week, last_week, this_month, last_month, this_quarter,
    last_quarter, this_year, last_year, a month "05", or "06-01..06-15" with either end left out. Dates and months may
    carry a year ("2025-10-01..", "2025-05"); without one, the last that has come is meant.
    """

    round: str = ""
    focus: int = 0
    facet: str = ""
    theme: str = ""
    district: str = ""
    zone: str = ""
    role: str = ""
    sector: str = ""
    period: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The fields that narrow it, in the order in which people name them."""
        return {f.name: str(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name)}


ALL = Scope()
