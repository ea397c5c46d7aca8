"""What was read? Bytes become Documents, and every input is accounted for in the ledger."""
