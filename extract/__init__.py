"""Who and what is named, and what is said of them? Documents become mentions, entities and facts."""
