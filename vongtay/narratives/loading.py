"""From an uploaded file to its text and what is read in it; a refusal is one sentence for the person who sent it."""

from pathlib import Path

from vongtay.common.access import Refused
from vongtay.narratives.reading import Reading, read_text
from vongtay.narratives.reading.load import FileRefusedError, load_bytes
from vongtay.papers.files import DOCX

# Reading the file has proved that it is what its name says.
MEDIA_TYPES = {".txt": "text/plain", ".docx": DOCX, ".pdf": "application/pdf"}


def read_upload(content: bytes, name: str) -> tuple[str, str, Reading]:
    """Give the media type, the text and the reading of a report. Errors: Refused with the sentence."""
    try:
        text = load_bytes(name, content)
    except FileRefusedError as refused:
        raise Refused(str(refused)) from refused
    return MEDIA_TYPES[Path(name).suffix.lower()], text, read_text(text)
