"""Languages of information sheets: two are built in, the others are those of the people received."""

BUILT_IN = ("vi", "english")
