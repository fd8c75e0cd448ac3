"""Nomination lists of agencies (.docx, .xlsx) as records for a person to confirm. Pure functions; nothing is stored."""
from core.tables import open_tables
from nominations.intake.reading import read_blocks, record_dict
from nominations.intake.twins import possible_duplicates

__all__ = ["possible_duplicates", "read_blocks", "read_list"]


def read_list(data, filename):
    """{"sender", "title", "records", "possible_duplicates"} of a list, in the shape that docs/danh-sach.md gives.

    Raises InvalidInput, in Vietnamese, for a file that cannot be read; a file without a list has no records.
    """
    reading = read_blocks(open_tables(data, filename))
    return {"sender": reading.sender, "title": reading.title,
            "records": [record_dict(record) for record in reading.records],
            "possible_duplicates": possible_duplicates(reading.records)}
