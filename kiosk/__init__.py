"""Foyer: the self-service terminal of a citizen office and the office service behind it."""

__version__ = "0.1.0"
