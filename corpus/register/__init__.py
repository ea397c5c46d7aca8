"""The ledger as people look through it: by state, reason, type and part of a path."""
