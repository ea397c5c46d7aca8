"""All that is found in one document, as the pipeline hands it to the store."""

from __future__ import annotations

from dataclasses import dataclass

from extract.records import Attribution, Fact, Mention, Name, ValueMention


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document, by one version of the extractor."""

    document_id: str
    version: str
    mentions: tuple[Mention, ...] = ()
    names: tuple[Name, ...] = ()
    values: tuple[ValueMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    facts: tuple[Fact, ...] = ()
