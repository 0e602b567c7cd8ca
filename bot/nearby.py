"""Which district a shared location lies in: by the address in words, else by the nearest district office.

Only a guess that the person confirms; neither the address nor the degrees are kept.
"""

import re
from collections.abc import Iterable
from math import cos, hypot, radians

from bot.events import Where
from bot.places import District

FARTHEST_KM = 40.0
_KM_A_DEGREE = 111.2
_NAMED = re.compile(r"(?:อำเภอ|อ\.)\s*")


def district_at(where: Where, districts: Iterable[District]) -> str:
    """The district's code; empty when the address names another one, or no office is near."""
    known = tuple(districts)
    after = _NAMED.split(where.address)[1:]
    if after:
        named = [d.code for d in known if any(rest.startswith(d.label) for rest in after)]
        return named[0] if named else ""
    return _nearest(where, [d for d in known if d.office])


def _nearest(where: Where, districts: list[District]) -> str:
    far = [(_km(where, district.office), district.code) for district in districts]
    kilometres, code = min(far, default=(FARTHEST_KM, ""))
    return code if kilometres < FARTHEST_KM else ""


def _km(where: Where, office: tuple[float, ...]) -> float:
    """Flat enough for one province."""
    latitude, longitude = office
    east = (where.longitude - longitude) * cos(radians(latitude))
    return hypot(where.latitude - latitude, east) * _KM_A_DEGREE
