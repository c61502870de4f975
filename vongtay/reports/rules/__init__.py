"""Decisions on records of reports: facts in, answers out; each module is named after what it judges."""
