"""Kinds and states of the programme, as data; one file a subject."""
