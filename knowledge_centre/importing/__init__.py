"""A blog of another system becomes articles: what each system writes, and how it is said here."""
