"""What the benchmark of the browser is made of: its workspace, its questions, its clients."""
