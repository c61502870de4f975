"""Small counts in published tables: which cells are held back so that nobody can work out a hidden one. Plain Python, no Django."""
