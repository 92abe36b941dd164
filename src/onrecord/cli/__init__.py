"""The command line: settings are read here, once, and errors become one line each."""

from onrecord.cli.app import main

__all__ = ["main"]
