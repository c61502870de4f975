"""The periodic report, built from plain data: `paper(data)` and `missing(data)`. The papers of cases are templates as data: `design`.

All wording is our own; the statutory form was not seen, and the paper says so.
"""
