"""Let me look. A small browser over a library."""
