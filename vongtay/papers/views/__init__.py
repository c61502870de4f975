"""Pages of papers: the register and the templates."""
