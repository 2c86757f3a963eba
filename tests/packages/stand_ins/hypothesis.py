"""Stands for hypothesis beside tests that use it among others: a test for which it would make values is skipped."""

import sys

import pytest


class Strategy:
    """A strategy, or what makes one."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __or__(self, other):
        return self

    def __iter__(self):
        return iter(())


def given(*args, **kwargs):
    return pytest.mark.skip(reason="wants hypothesis")


class settings:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, test):
        return test

    @staticmethod
    def register_profile(*args, **kwargs):
        pass

    load_profile = register_profile


example = settings
HealthCheck = assume = strategies = sys.modules[f"{__name__}.strategies"] = Strategy()
