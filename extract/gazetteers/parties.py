"""What contracts call their parties: `Supplier`, `Purchaser`, `Licensee`."""

from __future__ import annotations

from extract.folding import listed

PARTY_TERMS = listed(
    "supplier buyer seller customer client contractor company vendor purchaser licensor licensee lessor lessee"
    " landlord tenant consultant employer authority distributor manufacturer provider subcontractor agent owner"
    " borrower lender guarantor issuer underwriter investor franchisor franchisee publisher reseller partner bank"
    " trustee council ministry department bureau agency recipient discloser sponsor operator developer grantor"
    " grantee principal representative producer carrier shipper marketer promoter merchant processor institution"
    " university government county city school administrator advisor adviser manager servicer transporter endorser"
    " artist bidder purchasers depositor custodian acquiror acquirer corporation firm parent guarantors state"
    " commission office board hospital airport port party-a party-b"
)
"""What contracts call their parties, in lower case: names within a document, and nobody's beyond it."""
