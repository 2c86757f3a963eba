"""Stands for psutil, which asks for compiled code: a test that looks at processes is skipped."""

import pytest


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    pytest.skip("wants psutil")
