"""Nomination lists of agencies (.docx, .xlsx) as records for a person to confirm. Pure functions; nothing is stored."""
from nominations.intake.opening import open_list
from nominations.intake.reading import read_blocks, record_dict
from nominations.intake.twins import possible_duplicates

__all__ = ["open_list", "possible_duplicates", "read_blocks", "read_list"]


def read_list(data, filename):
    """{"sender", "title", "records", "possible_duplicates"} of a list, in the shape that docs/danh-sach.md gives.

    Raises InvalidInput, in Vietnamese, for a file that cannot be read; a file without a list has no records.
    """
    reading = read_blocks(open_list(data, filename))
    return {"sender": reading.sender, "title": reading.title,
            "records": [record_dict(record) for record in reading.records],
            "possible_duplicates": possible_duplicates(reading.records)}
