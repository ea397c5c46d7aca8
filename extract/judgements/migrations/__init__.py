"""How the tables of judgements came to be."""
