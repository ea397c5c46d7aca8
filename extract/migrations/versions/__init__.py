"""One file a step, in order of name."""
