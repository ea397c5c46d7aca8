"""The parts of a sanctions notice: who issues it, which list it changes, from when, with what grounds and aliases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extract.context import Context
from extract.records import Date, Form, Label, Mention, Span

_LIST = re.compile(
    r"\b((?:[A-Z][\w’'-]+ (?:and |of |for |to )?){1,7}(?:List|Register)"
    r"|(?:List|Register) of (?:[A-Z][\w’'-]+ ?){1,5})\b"
)
_ISSUED = re.compile(
    r"\b(?:(?:has|have|hereby) )?(?:add(?:s|ed)?|amend(?:s|ed)?|remove[sd]?|designate[sd]?|imposed|issued by|agency)\b",
    re.IGNORECASE,
)
_REMOVED = re.compile(r"\b(?:remov\w*|delet\w*|delist\w*|revok\w*|lift\w*)\b", re.IGNORECASE)
_AMENDED = re.compile(r"\b(?:amend\w*|revis\w*|modif\w*|correct\w*|update[ds]?\b(?! \d))", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:add(?:ed|ing|ition|itions|s)?|list(?:ed|ing)|designat\w*|includ\w*|insert\w*|new)\b", re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"(?:listed on|date of listing|designated on|date of designation|with effect from|takes? effect (?:on|from)"
    r"|effective(?: on| as of)?"
    r"|issued (?:at [A-Z]\w+ )?on|removed on|applies from)\W{0,4}$",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"\b(?:Statement of reasons|Reasons?|Grounds?|Basis|Other information)\)?\s*(?:for (?:listing|designation"
    r"|exclusion))?"
    r"\s*:\s*(?P<text>(?!\(?[A-Z]{2,4}[ie]?\.?\d).+?)"
    r"(?=\s*\[[A-Z][A-Z0-9-]+\]|\n[A-Z][\w ]{2,30}:|\s+(?:Listed on|Last Updated|Group ID|Photo available|Review "
    r"pursuant)\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERED = re.compile(
    r"\b(?i:a\.?k\.?a|f\.?k\.?a|also known as|formerly known as|also trading as|trading as|other names?)\.?:?\s*:?\s*"
    r"(?P<names>(?:\(\d{1,2}\)|[a-z]\))\s*\S.*?)"
    r"(?=\s+(?:(?:[A-Z]{2,5}|[A-Z][a-z.]*(?: [a-z.]+){0,2}):|Low quality|Good quality|F\.k\.a)|\n|$)",
    re.DOTALL,
)
_LETTER = re.compile(r"(?:\(\d{1,2}\)|(?<!\w)[a-z]\))\s*")
_PLAIN_FORMER = re.compile(
    r"\b(?:F\.k\.a\.?|A\.k\.a\.?|Also trading as|Trading as|Trade names?)\s*:\s*+(?P<names>(?!na\b|\(|[a-z]\))[^\n:]+?)"
    r"(?=\s+(?:[A-Z]{2,5}|[A-Z][a-z.]*(?: [a-z.]+){0,2}):|\n|$)"
)
_ALIASES = re.compile(
    r"(?:\b(?:a\.?\s?k\.?\s?a\.?|f\.?\s?k\.?\s?a\.?|n\.?k\.?a\.?)(?=[\s,:\"“])|also known as"
    r"|formerly known as|alias(?:es)?)\s*[:,]?\s*"
    r"(?:the following [\w ]+? alias(?:es)?:?\s*)?(?P<names>[^();\]\n]+(?:\n\s*[-–—•][^\n]+)*)",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(
    r"^Also known as\s*:\s*(?P<names>.+?)(?=\s+(?:Address|Date|Listed|Function|Grounds)\b|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ALIAS_LIST = re.compile(r"alias(?:es)?:\s*(?:\n|$)", re.IGNORECASE)
_DASHED = re.compile(r"^[ \t]*[—–-][ \t]*(?P<name>[^\n]+?)[.;]?[ \t]*$", re.MULTILINE)
_HEADING_REACH = 1500


def find_authority(context: Context, listed: Collection[str | None] = ()) -> Mention | None:
    """Return the body that issues a notice: the bank that heads it, else the state body named most at its head.

    Of equals the first; those `listed`, given by name id, issue nothing.
    """
    bank = _issuing_bank(context)
    if bank is not None:
        return bank
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for mention in context.mentions_in(0, min(len(context.text), 4000)):
        if mention.label is not Label.GOVERNMENT or mention.name_id is None or mention.form is Form.PRONOUN:
            continue
        if mention.name_id in listed:
            continue
        first.setdefault(mention.name_id, mention)
        if not context.text[: mention.start].strip(" \n*") and context.text[mention.end :][:1] == "\n":
            counts[mention.name_id] = counts.get(mention.name_id, 0) + 2  # the head of a letter
        acts = _ISSUED.match(context.text[mention.end :].lstrip(" ,()").split("\n")[0][:40]) is not None
        counts[mention.name_id] = counts.get(mention.name_id, 0) + (3 if acts else 1)
    if not counts:
        return None
    best = max(counts.items(), key=lambda item: (item[1], -first[item[0]].start))
    return first[best[0]]


def _issuing_bank(context: Context) -> Mention | None:
    """Return the bank with whose name a notice begins: development banks debar firms."""
    first = context.mention_at(len(context.text) - len(context.text.lstrip()))
    return first if first is not None and first.name_id and re.search(r"\bBank\b", first.text, re.IGNORECASE) else None


def find_programme(context: Context) -> str | None:
    """Return the name of the list that a notice changes: the one it names most, the first where they are equal."""
    counts: dict[str, int] = {}
    for match in _LIST.finditer(context.text, 0, min(len(context.text), 6000)):
        name = " ".join(match.group(1).split())
        name = name.removeprefix("The ")
        counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None


def status_at(context: Context, offset: int) -> str:
    """Return what the nearest heading above says of an entry, else the title: listed, amended or removed."""
    above = context.text[max(0, offset - _HEADING_REACH) : offset]
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    for line in reversed(lines):
        if len(line) < 90 and not line.endswith((".", ";", ",")) and not re.match(r"^(?:\d+\.|[-•])", line):
            found = _status(line)
            if found is not None:
                return found
    return _status(context.document.title) or _status(context.text[:400]) or "listed"


def _status(words: str) -> str | None:
    places = {"removed": _REMOVED.search(words), "amended": _AMENDED.search(words), "listed": _ADDED.search(words)}
    found = {name: match.start() for name, match in places.items() if match is not None}
    return min(found, key=lambda name: found[name]) if found else None


def effective_date(context: Context, entry: Span) -> Date | None:
    """Return when an entry takes effect: its own date of listing, else that of the notice, else its date."""
    for start, end in ((entry.start, entry.end), (0, min(len(context.text), 4000))):
        for item in context.values_in(start, end):
            if (
                isinstance(item.value, Date)
                and item.value.end is None
                and _EFFECTIVE.search(context.text[start : item.start])
            ):
                return item.value
    return Date(context.document.date) if context.document.date else None


def grounds_span(context: Context, entry: Span) -> Span | None:
    """Return where the grounds of an entry stand: in it, else in the document's paragraph of reasons behind it."""
    for end in (entry.end, min(len(context.text), entry.end + 1200)):
        match = _GROUNDS.search(context.text, entry.start, end)
        if match is not None:
            words = match.group("text").split("\n\n")[0].rstrip(" .\n")
            return Span(match.start("text"), match.start("text") + len(words)) if words else None
    return None


def grounds_of(context: Context, entry: Span) -> str | None:
    """Return the grounds of an entry as words on one line."""
    span = grounds_span(context, entry)
    return " ".join(context.text[span.start : span.end].split()) if span is not None else None


def aliases_in(text: str, entry: Span) -> Iterator[tuple[str, Span]]:
    """Yield the aliases of an entry with where they stand, each once."""
    seen: set[str] = set()
    if _ALIAS_LIST.search(text, entry.start, entry.end):
        for match in _DASHED.finditer(text, entry.start, entry.end):
            name = _clean(re.sub(r"(?:;?\s+and|;)?$", "", match.group("name")))
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                yield name, Span(match.start("name"), match.end("name"))
        return
    for match in _LETTERED.finditer(text, entry.start, entry.end):
        for name, span in _lettered(match):
            if name.casefold() not in seen:
                seen.add(name.casefold())
                yield name, span
    if seen:
        patterns: tuple[re.Pattern[str], ...] = (_PLAIN_FORMER,)
    else:
        patterns = (_PLAIN_FORMER, _ALIASES, _KNOWN_AS)
    for pattern in patterns:
        for match in pattern.finditer(text, entry.start, entry.end):
            for part in re.finditer(r"[^;\n]+", match.group("names")):
                name = _clean(part.group())
                start = match.start("names") + part.start()
                if name and name.casefold() not in seen:
                    seen.add(name.casefold())
                    yield name, Span(start, start + len(part.group().rstrip()))


def _lettered(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Yield the names of "(1) X (2) Y" or "a) X b) Y"."""
    marks = list(_LETTER.finditer(match["names"]))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following is not None else len(match["names"])
        words = match["names"][mark.end() : end].rstrip(" ,;.")
        if 1 < len(words) < 90 and words.lower() != "na":
            start = match.start("names") + mark.end()
            yield words.strip('"“”'), Span(start, start + len(words))


def _clean(words: str) -> str:
    name = words.strip().strip("-–—•").strip()
    name = re.split(r"\s+Address\b|:|\bwith an?\b", name)[0]
    name = re.sub(r"^(?:and|or)\s+", "", name).strip(" ,\"“”'")
    if name.split(maxsplit=1)[:1] in (["na"], ["n/a"], ["none"], ["nil"]):
        return ""
    return name if 1 < len(name) < 90 and any(character.isalpha() for character in name) else ""
