"""What does a workspace hold, and what can be done with it? One object behind the pages and the commands."""
