"""Who changed what, and when: a log that is only ever added to."""
