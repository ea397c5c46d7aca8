"""How good is it? Gold annotations, scorers and the floors that refuse to fall silently."""
