"""How the tables of accounts came to be; run by `corpus.database`."""
