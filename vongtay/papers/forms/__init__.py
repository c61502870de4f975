"""What a person fills in about papers and their templates."""

from vongtay.papers.forms.deliveries import (
    SCANS,
    Register,
)
from vongtay.papers.forms.templates import (
    CELLS,
    ROUTES,
    CancelNumber,
    DescribeTemplate,
    DesignHead,
    PartForm,
    UploadTemplate,
    answers_of,
    design_of,
    head_of,
)

__all__ = [
    "CELLS",
    "ROUTES",
    "SCANS",
    "CancelNumber",
    "DescribeTemplate",
    "DesignHead",
    "PartForm",
    "Register",
    "UploadTemplate",
    "answers_of",
    "design_of",
    "head_of",
]
