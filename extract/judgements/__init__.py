"""What people decided: judgements of facts and of entities, kept apart from what was extracted, for good."""
