"""Comparing computed numbers (tables.md A3)."""


def equal(a, b):
    """Equal but for rounding."""
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def above(a, b):
    """a > b."""
    return a > b and not equal(a, b)


def below(a, b):
    """a < b."""
    return above(b, a)


def at_least(a, b):
    """a ≥ b."""
    return a > b or equal(a, b)


def at_most(a, b):
    """a ≤ b."""
    return at_least(b, a)
