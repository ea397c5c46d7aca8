"""How extraction's tables came to be."""
