"""Readers of notices of contracts: each gives entries, a contract or an award an entry."""
