"""Pages of the reporting calendar; each module is named after what it shows."""
