"""How good is a language pipeline, ours or any other of spaCy's? Scores on open test sets and on our own."""
