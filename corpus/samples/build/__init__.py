"""Renders the sample corpus from its text sources: `python -m corpus.samples.build` rewrites every file, byte for byte."""
