"""What is said of them? One module a kind of fact, each a pure function from a read document to facts with evidence."""
