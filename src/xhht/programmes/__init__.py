"""Shipped programmes: signed texts, as values only."""
