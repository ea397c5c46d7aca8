"""How the tables of kept searches came to be; run by `corpus.database`."""
