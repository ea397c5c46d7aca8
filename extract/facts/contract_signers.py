"""Who signs a contract: the parties above "By:", "/s/", "Name:", where the contract names them nowhere else.

Guarantees: a name is a signer only where the words of a signature stand right behind it, and not where it signs for
another ("By: Vard Ltd., its general partner").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.records import Form, Label, Mention, Span

TAIL = 0.35
"""The share of a contract, from its end, in which signatures stand."""
_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_SIGNS = re.compile(
    r"[.,:;)]*\s*(?:,?\s*an?\s[\w\s,.]{0,60}?(?:corporation|company|partnership|association|trust)\b[.,:]?\s*)?"
    r"(?:\([^()\n]{0,40}\)\s*)?(?:[_-]{3,}\s*)?(?:(?:By|BY|Per|Signature|Signed|Name|Print(?:ed)? [Nn]ame)\s*[:_]"
    r"|/s/|\(seal\))",
)
_WITNESS = re.compile(
    r"\bin\s+witness\s+w?h?ereof\b|\bagreed\s+(?:to\s+)?(?:and\s+accepted|by)\b|\bsignatures?\b", re.IGNORECASE
)
_SIGNED_FOR = re.compile(
    r"\b(?:(?:signed|executed|sealed|delivered|for)[\w\s,]{0,40}?\bon\s+behalf\s+of|signed\s+(?:by|for))\s*:?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before who is signed for, with the line to sign on below: "For and on behalf of Osk AG"."""
_FOR_ANOTHER = re.compile(r"\bby\s*:?\s*(?:the\s+)?$", re.IGNORECASE)


_EXECUTED = re.compile(
    r"\bin\s+witness\s+w?h?ereof\b|\bduly\s+authori[sz]ed\s+(?:officers?|representatives?)\b|\bdone\s+and\s+signed\b"
    r"|\bagreed\s+and\s+accepted\b|\baccepted\s+and\s+agreed\b|\b(?:executed|signed)\s+(?:this|the)\s+(?:agreement"
    r"|contract|deed|amendment|lease)\b|/s/|\bsignature\s+page\b",
    re.IGNORECASE,
)
_AROUND, _BEHIND = 200, 1200  # code points of a signature before and behind the words that announce it


def signature_passages(text: str) -> Iterator[Span]:
    """Yield where signatures stand, by the words that announce them, in order, touching passages joined."""
    start = end = -1
    for match in _EXECUTED.finditer(text):
        if match.start() - _AROUND > end >= 0:
            yield Span(start, end)
            start = -1
        start = max(0, match.start() - _AROUND) if start < 0 else start
        end = min(len(text), match.end() + _BEHIND)
    if end >= 0:
        yield Span(start, end)


def find_signers(context: Context) -> Iterator[Mention]:
    """Yield the bodies that sign a contract, in order, each name once."""
    text = context.text
    witness = [match.start() for match in _WITNESS.finditer(text)]
    start = min([int(len(text) * (1 - TAIL)), *witness])
    seen: set[str] = set()
    for mention in context.mentions_in(start, len(text)):
        if mention.label not in _BODIES or mention.name_id is None or mention.form in (Form.PRONOUN, Form.DESCRIPTION):
            continue
        if mention.name_id in seen or _FOR_ANOTHER.search(text, max(0, mention.start - 12), mention.start):
            continue
        if _SIGNS.match(text, mention.end) or _SIGNED_FOR.search(text, max(0, mention.start - 80), mention.start):
            seen.add(mention.name_id)
            yield mention
