"""Pictures that are made for articles."""
