"""`select`, which refuses: there are no sockets to wait for."""

from _limits import refused

error = OSError
select = refused("select", "Sockets are")
