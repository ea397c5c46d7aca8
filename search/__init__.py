"""Where is it said? Documents and their entities become an index that answers any query."""
