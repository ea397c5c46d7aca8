"""What people decide in a workspace: judging, undoing, the history, and the queue of what to judge next."""
