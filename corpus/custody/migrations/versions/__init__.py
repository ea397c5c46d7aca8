"""One file a change, in order of their numbers; a file that was released is never edited."""
