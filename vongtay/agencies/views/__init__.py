"""Pages of posts, of the directory and of the duty roster."""
