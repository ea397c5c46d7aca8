"""How the tables of sameness came to be; run by `corpus.database`."""
