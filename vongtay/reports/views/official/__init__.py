"""Pages of the draft of an official report."""
