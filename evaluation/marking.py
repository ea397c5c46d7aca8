"""Where the words of a sheet stand in a text: white space, quotation marks and dashes forgiven, occurrences counted.

A form marks every place where it stands as whole words, in these letters; a longer form takes its place from a shorter
one, and a form with occurrences takes it from one without. Descriptions may hold names, and do not take their places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluation.errors import GoldError
from evaluation.records import Claim, Form, GoldAttribution, GoldMention, Marks, Sheet, Span

QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u2011": "-"}
_SAME = str.maketrans(QUOTES)
_GAP = " ... "


def spans_of(quotes: Sequence[str], text: str) -> tuple[Span, ...]:
    """Return where quotes stand in a text, white space forgiven; a quote that is not there gives no span."""
    squeezed, offsets = _squeeze(text)
    spans = []
    for quote in quotes:
        wanted, _ = _squeeze(quote)
        at = squeezed.find(wanted)
        if wanted and at >= 0:
            spans.append((offsets[at], offsets[at + len(wanted) - 1] + 1))
    return tuple(spans)


def places(words: str, text: str) -> list[Span]:
    """Return every place where these words stand as whole words, in order."""
    pattern = r"\s+".join(re.escape(word) for word in words.translate(_SAME).split())
    return [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text.translate(_SAME))]


def lay(sheet: Sheet, text: str) -> Marks:
    """Lay a sheet over its text; raises `GoldError` with all that does not stand there."""
    problems: list[str] = []
    mentions = _mentions(sheet, text, problems)
    ignored = tuple(span for form in sheet.ignored for span in _chosen(form, text, problems))
    claims = None if sheet.claims is None else tuple(_attribution(claim, text, problems) for claim in sheet.claims)
    if problems:
        raise GoldError(sheet.path, problems)
    return Marks(mentions, ignored, None if claims is None else tuple(filter(None, claims)))


def _chosen(form: Form, text: str, problems: list[str]) -> list[Span]:
    found = places(form.words, text)
    if form.within:
        around = spans_of([form.within], text)
        found = [one for one in found if around and around[0][0] <= one[0] and one[1] <= around[0][1]][:1]
    if not found:
        where = f" in `{form.within}`" if form.within else ""
        problems.append(f"the text does not say `{form.words}`{where}")
    if form.occurrences and max(form.occurrences) > len(found):
        problems.append(f"`{form.words}` stands {len(found)} times in the text, not {max(form.occurrences)}")
        return []
    return [found[number - 1] for number in form.occurrences] if form.occurrences else found


def _mentions(sheet: Sheet, text: str, problems: list[str]) -> tuple[GoldMention, ...]:
    candidates = [
        (not form.chosen, start - end, start, end, number, form)
        for number, chain in enumerate(sheet.chains)
        for form in chain.forms
        for start, end in _chosen(form, text, problems)
    ]
    taken: list[tuple[GoldMention, Form]] = []
    for general, _, start, end, number, form in sorted(candidates, key=lambda one: one[:5]):
        over = [
            (other, its)
            for other, its in taken
            if other.start < end and start < other.end and other.described == form.described
        ]
        if not over:
            label = sheet.chains[number].label
            taken.append((GoldMention(start, end, label, number, form.described), form))
        elif any(
            (other.start, other.end) == (start, end) and other.chain != number and general != its.chosen
            for other, its in over
        ):
            problems.append(f"`{form.words}` is in two chains: say with # which occurrence is whose")
    problems.extend(
        f"every `{form.words}` lies within a longer form, so it marks nothing"
        for chain in sheet.chains
        for form in chain.forms
        if places(form.words, text) and not any(its is form for _, its in taken)
    )
    return tuple(sorted((mention for mention, _ in taken), key=lambda mention: mention.start))


def _attribution(claim: Claim, text: str, problems: list[str]) -> GoldAttribution | None:
    content = _content(claim.content, text)
    if content is None:
        problems.append(f"the text does not say `{claim.content}`")
        return None
    cue = _nearest(claim.cue, content, text, problems)
    source = None if cue is None or claim.source is None else _nearest(claim.source, cue, text, problems)
    return None if cue is None else GoldAttribution(source, cue, content)


def _content(words: str, text: str) -> Span | None:
    """Return where words stand, from their first to their last where ` ... ` leaves some out."""
    first, gap, last = words.partition(_GAP)
    start = spans_of([first], text)
    if not start or not gap:
        return start[0] if start else None
    end = spans_of([last], text[start[0][1] :])
    return (start[0][0], start[0][1] + end[0][1]) if end else None


def _nearest(form: Form, span: Span, text: str, problems: list[str]) -> Span | None:
    """Return where a form stands nearest to a span, or at the occurrence it names."""
    found = _chosen(form, text, problems)
    return min(found, key=lambda one: max(one[0] - span[1], span[0] - one[1]), default=None)


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Return the text without white space and with one kind of quotation mark, and where each character stood."""
    kept = [(index, QUOTES.get(char, char)) for index, char in enumerate(text) if not char.isspace()]
    return "".join(char for _, char in kept), [index for index, _ in kept]
