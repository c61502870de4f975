"""Invented worlds: the demo, made through the acts, and large ones for measuring, made by COPY."""
