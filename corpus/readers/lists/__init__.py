"""Readers of lists of sanctioned parties: each gives entries, which `parts` makes into documents."""
