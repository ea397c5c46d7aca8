"""Dates as lists write them, into ISO 8601 at the precision given."""

from __future__ import annotations

import re
from datetime import datetime

FORMS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %Y", "%Y")
PRECISION = {"%b %Y": "%Y-%m", "%Y": "%Y"}
LONGEST = 40


def iso_date(text: str | None, order: str = "dmy") -> str | None:
    """Return a date as ISO 8601, None where it is none; `order` says how `01/02/2003` is meant, `dmy` or `mdy`.

    A day or a month of `00`, as British lists write what they do not know, is left out.
    """
    plain = (text or "").strip()[:LONGEST]
    plain = re.sub(r"T\d\d:.*$|[zZ]$|[+-]\d\d:\d\d$", "", plain)
    numbers = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", plain)
    if numbers:
        day, month = (numbers[1], numbers[2]) if order == "dmy" else (numbers[2], numbers[1])
        plain = "-".join(part for part in (numbers[3], f"{int(month):02}", f"{int(day):02}"))
        plain = plain.removesuffix("-00").removesuffix("-00")
    if re.fullmatch(r"\d{4}-\d\d", plain):
        return plain if 1 <= int(plain[5:]) <= 12 else None
    for form in FORMS:
        try:
            found = datetime.strptime(plain, form)
        except ValueError:
            continue
        return found.strftime(PRECISION.get(form, "%Y-%m-%d"))
    return None
