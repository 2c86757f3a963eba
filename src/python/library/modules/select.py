"""Waiting for files, of which there are none."""

from _limits import refused

error = OSError
select = refused("select", "Sockets are")
