"""One thin file a command; each reads its arguments, asks the library, and prints."""
