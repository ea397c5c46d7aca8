"""Names joined to entities, as they are kept."""
