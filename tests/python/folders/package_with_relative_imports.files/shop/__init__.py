"""A shop."""
from . import orders
from .stock import shelf as _shelf

__all__ = ["version", "orders"]
version = "1.0"
hidden = _shelf.Shelf
print("shop is there")
