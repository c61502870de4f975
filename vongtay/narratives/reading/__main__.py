"""Runs the reader alone: python -m vongtay.narratives.reading FILE... [--json]."""

import sys

from vongtay.narratives.reading.command import main

sys.exit(main(sys.argv[1:]))
