"""Work with many searches: those that are kept, what is new for them, what was seen, lists of queries, exports."""
