"""Measures pages and acts on a large world, beside the same statements in plain SQL: `make bench`."""
