"""Do it. The commands; the only place that builds a library from options."""
