"""Registers: decisions counted by region, and reports added up a dated tree."""
