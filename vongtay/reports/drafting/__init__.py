"""Drafts the sentences of an official report from facts and patterns. Plain Python without Django.

Start with `write.draft`; `patterns.toml` holds what is said of each figure, `language` the small language of its patterns.
"""
