"""Puts contracts together: the clauses of each source, and the standing clauses it calls for, in its own terms."""

from corpus.samples.build.paper import Paper, render_paper
from corpus.samples.build.source import SOURCES, Text


def contract_paper(text: Text, *, password: str | None = None) -> Paper:
    """The contract of one source as a PDF."""
    return render_paper(text, expanded(text), password=password)


def expanded(text: Text) -> list[str]:
    """The blocks of a contract with `!clauses a b c` replaced by those clauses."""
    clauses = _clauses()
    terms = {"S": text.head["supplier_term"], "B": text.head["buyer_term"], "D": text.head["document_term"]}
    blocks: list[str] = []
    for block in text.blocks:
        if block.startswith("!clauses "):
            blocks.extend(clauses[name].format(**terms) for name in block.split()[1:])
        else:
            blocks.append(block)
    return blocks


def _clauses() -> dict[str, str]:
    """Every standing clause by its name, as a block of its own."""
    parts = ("\n" + (SOURCES / "clauses" / "clauses.md").read_text(encoding="utf-8")).split("\n## ")[1:]
    result = {}
    for part in parts:
        head, _, rest = part.partition("\n")
        name, _, title = head.partition(" ")
        result[name] = f"## {title}\n{rest.strip()}"
    return result
