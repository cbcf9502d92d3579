"""Files become validated records. Nothing here knows of Sphinx."""
