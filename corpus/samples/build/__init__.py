"""Renders the sample corpus from its text sources; `python -m corpus.samples.build` does it, byte for byte."""
