"""Runs `python -m vongtay.law ...`."""

from vongtay.law.command import main

if __name__ == "__main__":
    raise SystemExit(main())
