"""A time that several waits share."""

import time


class Timer:
    """What is left of a time; `None` is without end. It runs within `with`."""

    def __init__(self, budget):
        self._budget, self._started = budget, 0

    def __enter__(self):
        if self._budget is not None:
            self._started = time.monotonic()

    def __exit__(self, *error):
        if self._budget is not None:
            self._budget -= time.monotonic() - self._started

    def get_remaining_budget(self):
        return self._budget

    def has_budget_greater_than(self, amount):
        return self._budget is None or self._budget > amount
