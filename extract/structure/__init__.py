"""Facts of structured documents: lists of sanctioned parties and notices of contracts, read from their own fields."""
