"""The commands of ``python -m knowledge_centre``: one module a command or two."""
