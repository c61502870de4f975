"""States of reports as data; each module is named after what it tells."""
