"""Who says what? Source, cue and content, from direct quotations, reported speech and charges without an author."""
