"""The papers of a case and the periodic report, each built from plain data: `paper(data)` and `missing(data)`.

All wording is our own; the statutory forms of Decree 162/2025 for these papers were not seen, and each paper says so.
"""
