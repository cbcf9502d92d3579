"""What a new site begins with: the answers about it, its colours, the files, and how they are written."""

GUIDES = "https://sphinx-knowledge-centre.readthedocs.io/en/latest/"
"""The package's own site, where the guides are. A new site links to them, and has none of its own to lose."""
