"""Pages of reports in words, and of the documents that they cite."""
