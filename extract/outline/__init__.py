"""Facts in outline: who is in which fact, how many there are of each kind, and which are worth loading."""
