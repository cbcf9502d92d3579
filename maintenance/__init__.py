"""Looks after the packages that the project uses: ``make licences`` and ``make vulnerabilities``."""
