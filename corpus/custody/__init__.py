"""What people do to documents by hand: properties set, documents withdrawn, originals looked after."""
