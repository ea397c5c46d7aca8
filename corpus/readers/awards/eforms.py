"""Notices of Tenders Electronic Daily in eForms: planning, competition, result and change notices.

Format: the eForms SDK's fields over UBL 2.3. Of a result notice every contract is an entry for each tender it settles,
with its lots, and every lot without a winner is one that says so; any other notice is one entry without a supplier.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pycountry
from lxml import etree

from corpus.entries import Entry, Field, entry_of, parts_text
from corpus.errors import UnreadableError
from corpus.readers.awards.wording import amount_text, period_text
from corpus.readers.lists.dates import iso_date
from corpus.readers.lists.parts import Head, read_entries
from corpus.readers.lists.xml import BROKEN, Element, child_text, children
from corpus.readers.reading import Hint, Reading
from corpus.records import Kind

RESULT = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"
NO_WINNER = {"clos-nw": "No winner was chosen, and the competition is closed", "open-nw": "No winner was chosen yet"}
NO_NUMBER = ("not available", "n/a", "none", "unknown", "-")
KINDS = {
    "ContractAwardNotice": "contract award notice",
    "ContractNotice": "contract notice",
    "PriorInformationNotice": "prior information notice",
}


def read(data: bytes, _hint: Hint) -> Reading:
    """Return the contracts of a notice, or what it announces."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.parse(io.BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(BROKEN, str(error)) from error
    notice = Notice(root)
    kind = KINDS.get(etree.QName(root).localname, "notice")
    title = notice.project_name(root) or notice.number
    head = Head(
        f"{title} ({kind})" if title else f"TED {kind}",
        Kind.CONTRACT,
        f"It is a {kind} of Tenders Electronic Daily in eForms.",
        publisher="Tenders Electronic Daily",
        date=iso_date(child_text(root, "IssueDate")),
        language=notice.language_code,
        metadata=(("notice", notice.number),) if notice.number else (),
        tools=(("entries", "eForms 1"),),
    )
    return read_entries(head, notice.entries())


@dataclass(frozen=True)
class Notice:
    """A notice, with its parts found by their ids."""

    root: Element

    @property
    def number(self) -> str:
        """The notice's own id."""
        return child_text(self.root, "ID")

    @property
    def language_code(self) -> str | None:
        """The notice's language, ISO 639-1."""
        found = pycountry.languages.get(alpha_3=child_text(self.root, "NoticeLanguageCode").lower())
        return getattr(found, "alpha_2", None)

    @cached_property
    def result(self) -> Element | None:
        """The results, None in a notice that has none."""
        return next(iter(children(self.root, f"{RESULT}/NoticeResult")), None)

    @cached_property
    def companies(self) -> dict[str, Element]:
        """The organisations by their technical ids."""
        found = children(self.root, f"{RESULT}/Organizations/Organization/Company")
        return {child_text(one, "PartyIdentification/ID"): one for one in found}

    @cached_property
    def lots(self) -> dict[str, Element]:
        """The lots by id."""
        return {child_text(lot, "ID"): lot for lot in children(self.root, "ProcurementProjectLot")}

    def by_id(self, name: str) -> dict[str, Element]:
        """Return the results of one kind by their technical ids."""
        return {child_text(one, "ID"): one for one in children(self.result, name)}

    def entries(self) -> Iterator[Entry]:
        """Yield the contracts with their tenders and the lots without a winner; the notice itself where it has none."""
        told = [entry for entry in self._results() if entry]
        yield from told or [self._announced()]

    def _results(self) -> Iterator[Entry]:
        tenders, parties = self.by_id("LotTender"), self.by_id("TenderingParty")
        contracts = children(self.result, "SettledContract")
        results = children(self.result, "LotResult")
        settled: set[str] = set()
        for contract in contracts:
            for number in (child_text(one, "ID") for one in children(contract, "LotTender")):
                if number in tenders:
                    settled.add(number)
                    yield self._deal(tenders[number], contract, parties)
        for result in results:
            code = child_text(result, "TenderResultCode")
            for tender in self._winners(result, tenders, settled) if code == "selec-w" else ():
                yield self._deal(tender, None, parties)
            if code in NO_WINNER:
                yield self._unsettled(result, NO_WINNER[code])

    def _winners(self, result: Element, tenders: dict[str, Element], settled: set[str]) -> Iterator[Element]:
        """Yield the winning tenders of a lot for which no contract is told."""
        numbers = [child_text(one, "ID") for one in children(result, "LotTender")]
        if children(result, "SettledContract") and settled.intersection(numbers):
            return
        for number in numbers:
            if number in tenders and child_text(tenders[number], "RankCode") in ("", "1"):
                yield tenders[number]

    def _deal(self, tender: Element, contract: Element | None, parties: dict[str, Element]) -> Entry:
        lots = [child_text(lot, "ID") for lot in children(tender, "TenderLot")]
        party = parties.get(child_text(tender, "TenderingParty/ID"))
        suppliers = [child_text(one, "ID") for one in children(party, "Tenderer")]
        signatories = [child_text(one, "PartyIdentification/ID") for one in children(contract, "SignatoryParty")]
        signed = child_text(contract, "IssueDate") or child_text(contract, "AwardDate")
        return entry_of(
            [
                (Field.SUBJECT, self._subject(lots, contract)),
                (Field.NOTICE, self.number),
                *(
                    (Field.BUYER, self._company(one))
                    for one in [one for one in signatories if one in self.companies] or self.buyers
                ),
                *((Field.SUPPLIER, self._company(one)) for one in suppliers),
                (Field.AMOUNT, self._amount(tender, lots)),
                (Field.DATE, iso_date(signed)),
                (Field.PERIOD, self._period(lots)),
                (
                    Field.REFERENCE,
                    child_text(contract, "ContractReference/ID") or child_text(tender, "TenderReference/ID"),
                ),
                *((Field.LOT, self._lot(lot)) for lot in lots),
                *((Field.PLACE, place) for place in self._places(lots)),
                *((Field.AMENDMENT, text) for text in self._amendments(child_text(contract, "ID"))),
                (Field.DESCRIPTION, self._description(lots)),
            ]
        )

    def _unsettled(self, result: Element, status: str) -> Entry:
        lots = [child_text(lot, "ID") for lot in children(result, "TenderLot")]
        return entry_of(
            [
                (Field.SUBJECT, self._subject(lots, None)),
                (Field.NOTICE, self.number),
                *((Field.BUYER, self._company(one)) for one in self.buyers),
                *((Field.LOT, self._lot(lot)) for lot in lots),
                (Field.STATUS, status),
            ]
        )

    def _announced(self) -> Entry:
        every = list(self.lots)
        return entry_of(
            [
                (Field.SUBJECT, self.project_name(self.root)),
                (Field.NOTICE, self.number),
                *((Field.BUYER, self._company(one)) for one in self.buyers),
                (Field.STATUS, KINDS.get(etree.QName(self.root).localname)),
                *((Field.LOT, self._lot(lot)) for lot in every),
                *((Field.PLACE, place) for place in self._places(every)),
                (Field.DESCRIPTION, self._description([])),
            ]
        )

    @cached_property
    def buyers(self) -> list[str]:
        """The technical ids of the buyers."""
        return [child_text(one, "Party/PartyIdentification/ID") for one in children(self.root, "ContractingParty")]

    def _company(self, number: str) -> str:
        """Return a company's name and its number in the register."""
        company = self.companies.get(number)
        name = self._said(company, "PartyName/Name")
        registered = child_text(company, "PartyLegalEntity/CompanyID")
        if not name or registered.lower() in ("", *NO_NUMBER):
            return parts_text((name,)) if name else ""
        return parts_text((name, "register number", registered))

    def _subject(self, lots: list[str], contract: Element | None) -> str:
        names = [name for lot in lots[:1] if (name := self.project_name(self.lots.get(lot)))]
        return self._said(contract, "Title") or next(iter(names), "") or self.project_name(self.root)

    def project_name(self, holder: Element | None) -> str:
        """Return the title of a project, the notice's or a lot's."""
        return self._said(holder, "ProcurementProject/Name")

    def _description(self, lots: list[str]) -> str:
        holders = [self.lots.get(lot) for lot in lots[:1]] + [self.root]
        return next((text for one in holders if (text := self._said(one, "ProcurementProject/Description"))), "")

    def _said(self, holder: Element | None, path: str) -> str:
        """Return a text in English where there is one, else in the notice's language, else the first."""
        found = children(holder, path)
        for language in ("ENG", child_text(self.root, "NoticeLanguageCode")):
            for one in found:
                if one.get("languageID") == language and one.text:
                    return str(one.text)
        return next((one.text for one in found if one.text), "")

    def _lot(self, number: str) -> str:
        name = self.project_name(self.lots.get(number))
        return f"{number}: {name}" if name else number

    def _amount(self, tender: Element, lots: list[str]) -> str:
        for one in children(tender, "LegalMonetaryTotal/PayableAmount"):
            return amount_text(one.text, one.get("currencyID"))
        for result in children(self.result, "LotResult"):
            if child_text(result, "TenderLot/ID") in lots:
                for one in children(result, "FrameworkAgreementValues/MaximumValueAmount"):
                    return amount_text(one.text, one.get("currencyID"), most=True)
        # The value of all results (BT-161) is that of a tender which is alone in its notice.
        for one in children(self.result, "TotalAmount") if len(self.by_id("LotTender")) == 1 else ():
            return amount_text(one.text, one.get("currencyID"))
        return ""

    def _period(self, lots: list[str]) -> str:
        for lot in lots:
            for period in children(self.lots.get(lot), "ProcurementProject/PlannedPeriod"):
                return period_text(child_text(period, "StartDate"), child_text(period, "EndDate"))
        return ""

    def _places(self, lots: list[str]) -> list[str]:
        holders = [self.lots[lot] for lot in lots if lot in self.lots]
        for some in (holders, [self.root]):
            found = [
                place
                for holder in some
                for address in children(holder, "ProcurementProject/RealizedLocation/Address")
                if (place := _place(address))
            ]
            if found:
                return found
        return []

    def _amendments(self, contract: str) -> Iterator[str]:
        for change in children(self.root, f"{RESULT}/ContractModification"):
            numbers = [
                child_text(change, name) for name in ("ModifiedContractIdentifier", "Change/ModifiedContractIdentifier")
            ]
            if contract and any(numbers) and contract not in numbers:
                continue
            before = child_text(change, "ChangedNoticeIdentifier")
            told = (
                self._said(change, "Change/ChangeDescription"),
                self._said(change, "ChangeReason/ReasonDescription"),
            )
            yield ". ".join(
                text.strip().rstrip(".")
                for text in (*told, f"It changes notice {before}" if before else "")
                if text.strip()
            )


def _place(address: Element) -> str:
    code = child_text(address, "Country/IdentificationCode")
    country = pycountry.countries.get(alpha_3=code) if len(code) == 3 else None
    named = getattr(country, "common_name", None) or getattr(country, "name", None) or code
    region = child_text(address, "CountrySubentityCode")
    city = child_text(address, "CityName")
    return ", ".join(filter(None, (city, region if region != code else "", named)))
