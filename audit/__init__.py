"""Measures and photographs the built site, whatever its articles are: ``make audit`` and ``make gallery``."""
