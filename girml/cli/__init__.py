"""The command `girml`: extract, inspect, forms. Only this package writes to standard output and error."""

from girml.cli.command import main

__all__ = ["main"]
