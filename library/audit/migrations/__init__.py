"""How the tables of audit came to be; run by `corpus.database`."""
