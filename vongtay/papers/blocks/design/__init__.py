"""Templates of papers as data: a design names fields, the filler puts a case's values in; no code, no database.

Start with `shape`; `fields` is the declared list, `fill` makes the paper, `checks` says what is wrong before a template goes live,
`reading` reads a .docx into a design, `press` makes many papers at once.
"""
