"""From an uploaded file to its text and what is read in it; a refusal is one sentence for the person who sent it."""

from pathlib import Path

from django.utils.translation import gettext as _

from vongtay.common.access import Refused
from vongtay.narratives.reading import Reading, read_text
from vongtay.narratives.reading.load import FileRefusedError, load_bytes
from vongtay.papers.files import DOCX, PDF, REPORTS, XLSX
from vongtay.papers.uploads import admitted

MEDIA_TYPES = {".txt": "text/plain", ".docx": DOCX, ".xlsx": XLSX, ".pdf": PDF}


def read_upload(content: bytes, name: str) -> tuple[str, str, Reading]:
    """Give the media type, the text and the reading of a report. Errors: Refused with the sentence.

    Nothing opens the file before it was admitted: kind by content, size, room of the body, scanner.
    """
    media_type = admitted(content, REPORTS)
    ending = Path(name).suffix.lower()
    if ending in MEDIA_TYPES and MEDIA_TYPES[ending] != media_type:
        raise Refused(_("The file is not what its name says. Save it again as .docx, .xlsx, .pdf or .txt."))
    try:
        text = load_bytes(name, content)
    except FileRefusedError as refused:
        raise Refused(str(refused)) from refused
    return media_type, text, read_text(text)
