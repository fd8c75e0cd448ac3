"""Limits of one rendering, and how the child says why it gave up."""

MEBIBYTE = 1024 * 1024
ADDRESS_BYTES = 1024 * MEBIBYTE
PDF_BYTES = 64 * MEBIBYTE
OPEN_FILES = 64
CHILD_CPU_SECONDS = 120  # an annex of 5,000 rows takes about a minute
WALL_SECONDS = 180

# A dossier with what was attached to it
JOINED_BYTES = 96 * MEBIBYTE  # of all attached files together, as they were sent
DOSSIER_BYTES = 192 * MEBIBYTE
DOSSIER_CPU_SECONDS, DOSSIER_WALL_SECONDS = 240, 420
ONE_FILE_CPU_SECONDS, ONE_FILE_PAGES, JOINED_PAGES = 20, 300, 2000

REFUSED_CONTENT = 3
OUT_OF_MEMORY = 4

PDF, DOCX, ZIP = "pdf", "docx", "zip"
BEGINS = {PDF: b"%PDF-", DOCX: b"PK\x03\x04", ZIP: b"PK\x03\x04"}  # the first bytes of a whole file
