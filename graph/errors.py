"""What can go wrong in the graph.

GraphError
├── EvidenceMissingError     a fact has no words to stand on: no edge is drawn without evidence
├── NodeNotFoundError
├── KindUnknownError         a filter names a kind of node that does not exist
├── DateUnreadableError      an "as known on" date is not a date
└── ExportError
    ├── FormatUnknownError
    ├── PartIncompleteError  a part of the graph was cut so that an allegation lost its response
    └── FileNotWrittenError
"""

from __future__ import annotations

from collections.abc import Iterable


class GraphError(Exception):
    """Anything the graph raises on purpose; its message is a sentence for the user."""


class EvidenceMissingError(GraphError):
    """A fact has no evidence, so no edge may be drawn from it."""

    def __init__(self, fact_id: str) -> None:
        super().__init__(
            f"The fact {fact_id!r} has no evidence, so it cannot be drawn. `threadline verify` lists what is damaged."
        )
        self.fact_id = fact_id


class NodeNotFoundError(GraphError):
    """No node has this id."""

    def __init__(self, node_id: str) -> None:
        super().__init__(
            f"Nothing in the graph has the id {node_id!r}: it is unknown, or takes part in no fact."
            " `threadline entities --name NAME` finds ids."
        )
        self.node_id = node_id


class KindUnknownError(GraphError):
    """A filter names a kind that no node can have."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no kind {kind!r} in the graph; choose among {', '.join(known)}.")
        self.kind = kind


class DateUnreadableError(GraphError):
    """A date to look back from cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date; write it as 2019, 2019-10 or 2019-10-07.")
        self.text = text


class ExportError(GraphError):
    """The graph cannot be exported as asked."""


class FormatUnknownError(ExportError):
    """No exporter writes this format."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no export format {name!r}; choose among {', '.join(known)}.")
        self.name = name


class PartIncompleteError(ExportError):
    """A part of the graph shows an allegation without its responses, or an edge without its ends."""

    def __init__(self, node_id: str, missing: str) -> None:
        super().__init__(f"This part of the graph is not exported: {node_id!r} is shown without {missing}.")
        self.node_id = node_id


class FileNotWrittenError(ExportError):
    """The file to export to cannot be written."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path} cannot be written: {problem}. Choose a folder that exists and may be written to.")
        self.path = path
