"""How quick is it? One script a figure, each a ratio against a named baseline of the same run."""
