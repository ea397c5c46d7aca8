"""Who may use a workspace, and how they show that it is they."""
