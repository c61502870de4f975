"""One paper, one source: a paper as blocks, written as .docx, as PDF/A and as plain text with the same words.

Plain Python without Django. Start with `model`, then `docx.write_docx`, `pdf.write_pdf`, `text.text_of`;
`decree30` holds the layout as data and `templates` builds the papers of a case.
"""
