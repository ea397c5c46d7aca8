"""Which documents say the same: copies in other wrapping, and copies with a few words changed."""
