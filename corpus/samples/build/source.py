"""Reads the text sources: a head of `key: value` lines, a body, and after `=== facts` what a careful reader draws.

The body is a little markup: blank lines part paragraphs, `## ` begins a heading, `- ` a list item, `| ` a table row.
The facts stand beside the text they are drawn from so that a change to one is seen next to the other.
"""

from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"

VALUE_KEYS = frozenset(
    [
        "amount",
        "date",
        "period",
        "subject",
        "reference",
        "product",
        "quantity",
        "programme",
        "reason",
        "status",
        "share",
        "position",
        "name",
        "unit",
        "scope",
    ]
)
WORD_KEYS = frozenset({"act", "content", "modality", "claimed_by"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One expected fact, as written in a source file."""

    kind: str
    label: str
    roles: dict[str, list[str]]
    values: dict[str, object]
    words: dict[str, str]
    answers: list[str]
    quotes: list[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed source file: its head, its blocks of text and its facts."""

    name: str
    head: dict[str, str]
    blocks: list[str]
    facts: list[Fact] = field(default_factory=list)

    @property
    def body(self) -> str:
        """All blocks as one text, markup marks removed, parted by blank lines."""
        return "\n\n".join(plain(block) for block in self.blocks)


def plain(block: str) -> str:
    """The words of a block without the marks that say what sort of block it is."""
    lines = [line.removeprefix("## ").removeprefix("- ") for line in block.split("\n")]
    return "\n".join(line.removeprefix("|").removesuffix("|").strip() for line in lines)


def read_source(path: Path) -> Text:
    """Parse one source file."""
    text = path.read_text(encoding="utf-8")
    text, _, fact_text = text.partition("\n=== facts\n")
    head_text, _, body = text.partition("\n---\n")
    head = dict(line.split(": ", 1) for line in head_text.strip().split("\n"))
    blocks = [block.strip("\n") for block in body.strip().split("\n\n") if block.strip()]
    return Text(path.stem, head, blocks, [_read_fact(part) for part in _fact_parts(fact_text)])


def read_sources(folder: str) -> list[Text]:
    """All source files of one folder under `sources/`, by name."""
    return [read_source(path) for path in sorted((SOURCES / folder).glob("*.md"))]


def _fact_parts(text: str) -> list[str]:
    return [part for part in ("\n" + text.strip()).split("\n* ") if part.strip()]


def _read_fact(part: str) -> Fact:
    head, *lines = part.strip("\n").split("\n")
    kind, _, label = head.partition(" ")
    fact = Fact(kind, label, {}, {}, {}, [], [])
    for line in lines:
        key, _, value = line.strip().partition(":")
        value = value.strip()
        if not value:
            continue
        if key == "quote":
            fact.quotes.append(value)
        elif key == "answers":
            fact.answers.extend(value.split())
        elif key in WORD_KEYS:
            fact.words[key] = value
        elif key in VALUE_KEYS:
            fact.values[key] = _value(key, value)
        else:
            fact.roles[key] = [name.strip() for name in value.split(" | ")]
    return fact


def _value(key: str, value: str) -> object:
    if key == "amount":
        return _amount(value)
    if key in {"quantity", "share"} and value.removesuffix("%").isdecimal():
        number = {"value": int(value.removesuffix("%"))}
        return number | ({"unit": "percent"} if value.endswith("%") else {})
    return value


def _amount(value: str) -> dict[str, object]:
    """`42000000 USD about` as value, currency and, where there is one, qualifier."""
    number, currency, *qualifier = value.split(" ", 2)
    amount: dict[str, object] = {"value": int(number), "currency": currency}
    return amount | ({"qualifier": qualifier[0]} if qualifier else {})
