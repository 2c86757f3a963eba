"""Stands for httpx2, a later httpx of which tests use what httpx has, too."""

import sys

import httpx

sys.modules[__name__] = httpx
