"""How an original looks: pages as pictures, web pages and mail made inert, all in a process of its own."""
