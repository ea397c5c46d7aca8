"""Changes of the corpus's tables from version to version, and the environment every stage's migrations run in."""
