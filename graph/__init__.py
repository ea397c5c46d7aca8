"""How do they hang together? Facts become a graph in which every edge carries its evidence."""
