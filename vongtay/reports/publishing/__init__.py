"""What leaves the house as statistics: rules of a release, its cells, research rows, stories without names. Plain Python, no Django."""
