"""The parts of the pipeline: values, spans, typing by use, names and what refers to them."""
