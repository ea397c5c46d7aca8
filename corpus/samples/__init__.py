"""The sample corpus: invented documents for the demo, the tests and the pictures of the README."""
