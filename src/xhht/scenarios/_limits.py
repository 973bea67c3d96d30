"""Limits: how much a call may ask of the machine; more is refused before anything is drawn or judged."""

MOST_STEPS = 10**5
"""Steps of a random rise."""

MOST_RUNS = 10**7
"""Runs of a simulation."""

MOST_DRAWS = 10**8
"""Rises that all runs draw together, where each region has its own; each of them is kept."""

MOST_DAYS = 1_000
"""Days that a projection judges, one a year."""
