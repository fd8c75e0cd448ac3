"""Reading a plan document: proposals for a person to confirm, each with the words it rests on. Pure functions."""

from plans.intake.reading import read_document, read_text

__all__ = ["read_document", "read_text"]
