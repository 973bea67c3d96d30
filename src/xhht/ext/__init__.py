"""Adapters to other libraries, one module each; the package root imports none of them."""
