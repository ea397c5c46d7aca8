"""What `benchmarks.search` measures with: a corpus, four engines, questions of every class."""
