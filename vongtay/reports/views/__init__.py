"""Pages of the reports: one module for each kind."""
