"""Lists of sanctioned parties and notices of contracts, known by their content: a column, a root element, a key.

Each format is one that its publisher documents; what looks like one but lacks its marks stays plain CSV, XML or JSON.
"""

from __future__ import annotations

import re

OFAC_CSV = "text/csv; list=ofac-sdn"
OFAC_ALIASES = "text/csv; list=ofac-alt"
OFAC_XML = "application/xml; list=ofac-sdn"
DENIED_PERSONS = "text/tab-separated-values; list=bis-denied-persons"
SCREENING_LIST = "text/csv; list=us-consolidated-screening"
UN_XML = "application/xml; list=un-consolidated"
EU_XML = "application/xml; list=eu-consolidated"
EU_CSV = "text/csv; list=eu-consolidated"
UK_CSV = "text/csv; list=uk-sanctions"
FOLLOW_THE_MONEY = "application/json; list=followthemoney"
LIST_PART = "application/x-ndjson; list=threadline-entries"
OCDS = "application/json; notice=ocds"
EFORMS = "application/xml; notice=eforms"

LISTS = (
    OFAC_CSV, OFAC_ALIASES, OFAC_XML, DENIED_PERSONS, SCREENING_LIST, UN_XML, EU_XML, EU_CSV, UK_CSV, FOLLOW_THE_MONEY,
    LIST_PART,
)  # fmt: skip
AWARDS = (OCDS, EFORMS)
STRUCTURED = frozenset((*LISTS, *AWARDS))
"""Documents of these types are entries, line by line (see `corpus.entries`): their facts need no language model."""

PART_MARK = "threadline-entries"
_SKIPPED = r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*"
XML_MARKS = (
    (re.compile(_SKIPPED + r"<(?:\w+:)?sdnList\b", re.DOTALL), OFAC_XML),
    (re.compile(_SKIPPED + r"<CONSOLIDATED_LIST\b", re.DOTALL), UN_XML),
    (re.compile(_SKIPPED + r"<export\b[^>]*eu\.europa\.ec/fpi/fsd/export", re.DOTALL), EU_XML),
    (
        re.compile(
            _SKIPPED + r"<(?:\w+:)?(?:ContractAwardNotice|ContractNotice|PriorInformationNotice)\b[^>]*"
            r"urn:oasis:names:specification:ubl:schema:xsd:",
            re.DOTALL,
        ),
        EFORMS,
    ),
)
_CELL = r'(?:"(?:[^"]|"")*"|-0- ?|[^",\r\n]*)'
CSV_MARKS = (
    (re.compile(rf'\d+,"(?:[^"]|"")+",{_CELL},{_CELL},(?:{_CELL},){{7}}{_CELL}\s*[\r\n]'), OFAC_CSV),
    (re.compile(r'\d+,\d+,"[afn]ka","(?:[^"]|"")+",(?:-0- ?|"[^"]*")\s*(?:[\r\n]|$)'), OFAC_ALIASES),
    (re.compile(r'"?Name"?\t(?:"?\w+"?\t)*"?Effective_Date"?\t(?:"?\w+"?\t)*"?FR_Citation"?'), DENIED_PERSONS),
    (re.compile(r"(?:_?id,)?source,entity_number,type,programs,name,"), SCREENING_LIST),
    (re.compile(r'(?:"?\w+"?;)*"?Entity_LogicalId"?;[^\r\n]*NameAlias_WholeName'), EU_CSV),
    (re.compile(r'(?:Last Updated,[^\r\n]*[\r\n]+)?"?Name 6"?,"?Name 1"?,[^\r\n]*Group ID'), UK_CSV),
    (re.compile(r'(?:Report Date[^\r\n]*[\r\n]+)?"?Last Updated"?,"?Unique ID"?,"?OFSI Group ID"?,'), UK_CSV),
)
JSON_MARKS = (
    (re.compile(r'\{"' + PART_MARK + '"'), LIST_PART),
    (
        re.compile(r'\{(?=.{0,4000}"schema"\s*:\s*"[A-Z]\w+")(?=.{0,8000}"properties"\s*:\s*\{).{0,200}?"', re.DOTALL),
        FOLLOW_THE_MONEY,
    ),
    (re.compile(r'\{(?=.*"(?:releases|records)"\s*:\s*\[)(?=.*"ocid"\s*:)', re.DOTALL), OCDS),
    (re.compile(r'\{(?=.*"publishedDate"\s*:)(?=.*"(?:releases|records|packages)"\s*:\s*\[)', re.DOTALL), OCDS),
    (re.compile(r'[\[\s]*\{(?=.*"ocid"\s*:)(?=.*"(?:tag|compiledRelease|parties)"\s*:)', re.DOTALL), OCDS),
)


def find_structured(head: str) -> str | None:
    """Return the media type of the list or notice whose first characters these are, None where it is neither."""
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        marks: tuple[tuple[re.Pattern[str], str], ...] = XML_MARKS
    elif start.startswith(("{", "[")):
        marks = JSON_MARKS
    else:
        marks = CSV_MARKS
    return next((media_type for mark, media_type in marks if mark.match(start)), None)
