"""Words for positions that a person holds, as data."""

from __future__ import annotations

from extract.folding import listed

POSITIONS = listed(
    "researcher director director-general secretary-general president chairman chairwoman chair chief executive"
    " ceo cfo cto founder co-founder cofounder minister secretary spokesman spokeswoman spokesperson head leader"
    " manager analyst professor lecturer fellow editor commissioner ambassador governor mayor senator lawyer"
    " counsel officer partner owner adviser advisor deputy envoy economist scientist engineer chancellor premier"
    " treasurer coordinator lawmaker representative chairperson shareholder trustee auditor prosecutor judge"
    " attorney campaigner activist superintendent consultant author journalist correspondent vice-president"
    " undersecretary councillor mp member employee boss administrator inspector"
    " lobbyist salesman saleswoman programmer developer technician architect broker trader banker accountant controller"
    " registrar rapporteur delegate organiser organizer convener principal dean rector provost headteacher headmaster"
    " teacher curator archivist librarian physician surgeon planner strategist negotiator translator captain foreman"
    " supervisor ombudsman sheriff biologist chemist physicist geologist hydrologist historian sociologist"
    " epidemiologist statistician psychologist criminologist anthropologist designer mechanic investigator official"
    " commander constable speaker vice-chancellor vice-chair vice-chairman co-chair co-director coo cio comptroller"
    " consul warden harbourmaster pathologist virologist meteorologist publicist fundraiser co-owner co-head statesman"
    " executive specialist expert academic barrister solicitor notary clerk steward organiser whistleblower intern"
)
"""Single words; a title is a phrase with one of them."""
