"""The places of Việt Nam with the days on which each was in force: data and look-up, plain Python, no database."""
