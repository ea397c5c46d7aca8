"""Sheets of gold: a document of our own with what a careful reader marks in it, in one file that people can read.

The form is told in `evaluation/gold/README.md`. A sheet is checked whole when it is read: words that do not stand in
its text, unknown labels, kinds and roles, and answers to nothing are all reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.errors import GoldError
from evaluation.marking import lay, spans_of
from evaluation.records import Chain, Claim, Form, GoldDocument, GoldFact, Sheet
from evaluation.values import read_value
from extract.records import ROLES, FactKind, Label, Role

FOLDER = Path(__file__).parent / "gold"
NOBODY = "-"
_SECTION = re.compile(r"^=== (mentions|attributions|facts)$", re.MULTILINE)
_OCCURRENCES = re.compile(r"#(\d+(?:,\d+)*)$")
_HEAD = ("path", "kind", "genre", "title", "date", "publisher")
_PLAIN = ("act", "claimed_by", "content", "answers", "optional", "quote")


def read_written(*folders: str) -> tuple[Sheet, ...]:
    """Read the documents written for evaluation in folders of gold, in order of file name in each.

    Raises `GoldError` with every problem of all.
    """
    sheets, problems = [], []
    for path in [path for folder in folders for path in sorted((FOLDER / folder).glob("*.txt"))]:
        try:
            sheets.append(read_sheet(path))
        except GoldError as error:
            problems.extend(str(error).splitlines())
    if problems:
        raise GoldError(" and ".join(folders), problems)
    return tuple(sheets)


def read_tuned(folder: Path = FOLDER / "tuned") -> tuple[Sheet, ...]:
    """Read the marks of sample documents, in order of file name; their words are checked where their text is read."""
    return tuple(read_sheet(path) for path in sorted(folder.glob("*.txt")))


def read_sheet(path: Path) -> Sheet:
    """Read one sheet; raises `GoldError` with everything in it that does not hold."""
    return parse_sheet(path.read_text("utf-8"), path.name)


def parse_sheet(body: str, name: str) -> Sheet:
    """Read a sheet from its words; `name` is what errors call it."""
    problems: list[str] = []
    top, *rest = _SECTION.split(body)
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    head, text = _head(top, problems)
    chains, ignored = _chains(sections.get("mentions", ""), problems)
    claims = _claims(sections["attributions"], problems) if "attributions" in sections else None
    facts = _facts(sections.get("facts", ""), problems)
    document = GoldDocument(
        head.get("path", name), head.get("kind"), head.get("title"), head.get("date"), head.get("publisher"), facts
    )
    sheet = Sheet(head.get("path", name), document, head.get("genre", ""), text, chains, ignored, claims)
    if text is None and "path" not in head:
        problems.append("it has neither a text nor the `path` of a sample document")
    if text is not None and not problems:
        problems.extend(_unheld(sheet, text))
    if problems:
        raise GoldError(name, problems)
    return sheet


def _head(top: str, problems: list[str]) -> tuple[dict[str, str], str | None]:
    lines, divided, text = top.partition("\n---\n")
    head: dict[str, str] = {}
    for line in filter(None, lines.splitlines()):
        key, colon, value = line.partition(":")
        if not colon or key not in _HEAD:
            problems.append(f"`{line}` at the top is none of: {', '.join(_HEAD)}")
        head[key] = value.strip()
    return head, text.strip("\n") + "\n" if divided and text.strip() else None


def _form(words: str) -> Form:
    words, _, within = (part.strip() for part in words.partition(" @ "))
    described = words.startswith("~")
    counted = _OCCURRENCES.search(words)
    occurrences = tuple(map(int, counted[1].split(","))) if counted else ()
    return Form(words[described : counted.start() if counted else None].strip(), described, occurrences, within)


def _chains(section: str, problems: list[str]) -> tuple[tuple[Chain, ...], tuple[Form, ...]]:
    chains: list[Chain] = []
    ignored: list[Form] = []
    labels = [label.value for label in Label]
    for line in filter(None, section.splitlines()):
        label, _, words = line.partition(":")
        forms = tuple(map(_form, words.split(" | ")))
        if label == "ignore":
            ignored.extend(forms)
        elif label in labels:
            chains.append(Chain(label, forms))
        else:
            problems.append(f"`{line}`: a mention is one of {', '.join(labels)}, or `ignore`")
    return tuple(chains), tuple(ignored)


def _claims(section: str, problems: list[str]) -> tuple[Claim, ...]:
    claims = []
    for line in filter(None, section.splitlines()):
        parts = line.split(" || ")
        if len(parts) != 3:
            problems.append(f"`{line}`: write SOURCE || CUE || CONTENT, and {NOBODY} where nobody is named")
            continue
        source, cue, content = parts
        claims.append(Claim(None if source.strip() == NOBODY else _form(source), _form(cue), content.strip()))
    return tuple(claims)


def _facts(section: str, problems: list[str]) -> tuple[GoldFact, ...]:
    facts = []
    for block in re.split(r"^\* ", section, flags=re.MULTILINE)[1:]:
        first, *lines = block.strip().splitlines()
        kind, _, fact_id = first.partition(" ")
        if kind not in [one.value for one in FactKind]:
            problems.append(f"`{first}`: there is no such kind of fact")
            continue
        pairs = [(key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
        facts.append(make_fact(FactKind(kind), fact_id or None, pairs, problems))
    problems.extend(unanswered(facts))
    return tuple(facts)


def unanswered(facts: Sequence[GoldFact]) -> Iterator[str]:
    """Yield, in words, what a fact answers that is not among them."""
    known = {fact.fact_id for fact in facts}
    for fact in facts:
        yield from (f"a response answers {one}, which is no fact here" for one in fact.answers if one not in known)


def make_fact(kind: FactKind, fact_id: str | None, pairs: list[tuple[str, str]], problems: list[str]) -> GoldFact:
    """Return a fact made of what a sheet says of it, `(key, words)`; what does not hold is added to `problems`."""
    roles = [role.value for role in ROLES[kind] if role is not Role.SUBJECT]  # in words, as a value
    plain = {key: value for key, value in pairs if key in _PLAIN}
    values = []
    for key, words in pairs:
        if key in roles or key in _PLAIN:
            continue
        value = read_value(key, words)
        if value is None:
            problems.append(f"{kind.value}: `{key}: {words}` is no role of it, and no value that can be read")
        else:
            values.append((key, value))
    quotes = tuple(value for key, value in pairs if key == "quote")
    if not quotes:
        problems.append(f"{kind.value}: it has no quote")
    return GoldFact(
        kind=kind.value,
        roles=tuple((key, tuple(value.split(" | "))) for key, value in pairs if key in roles),
        quotes=quotes,
        act=plain.get("act"),
        values=tuple(values),
        claimed_by=plain.get("claimed_by"),
        fact_id=fact_id,
        answers=tuple(plain.get("answers", "").split()),
        optional=plain.get("optional") == "yes",
    )


def _unheld(sheet: Sheet, text: str) -> Iterator[str]:
    """Yield what a sheet quotes that does not stand in its text, and fillers that are neither marked nor there."""
    try:
        lay(sheet, text)
    except GoldError as error:
        yield from error.problems
    named = {form.words for chain in sheet.chains for form in chain.forms}
    for fact in sheet.document.facts:
        for quote in fact.quotes:
            if not spans_of([quote], text):
                yield f"{fact.kind}: the text does not say `{quote}`"
        for role, names in fact.roles:
            for name in names:
                if name not in named and not spans_of([name], text):
                    yield f"{fact.kind}: {role} `{name}` is no mention and does not stand in the text"


def forms_of(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Return, for every form of a name in sheets, case-folded, the name of its chain; descriptions are left out."""
    return {
        form.words.casefold(): chain.forms[0].words
        for sheet in sheets
        for chain in sheet.chains
        for form in chain.forms
        if not form.described
    }
