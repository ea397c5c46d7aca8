"""How is a sentence put together? Verbs, noun phrases and subjects, from the words in order and from the parse."""
