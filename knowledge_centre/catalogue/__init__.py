"""The records can be asked: queries, lists, what goes together. Nothing here knows of Sphinx."""
