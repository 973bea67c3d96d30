"""Engines: what one of them does in its own way."""
