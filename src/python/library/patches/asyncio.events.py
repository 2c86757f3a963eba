

# CPython's own in Python: RustPython's native one asks a deprecated function for the policy, which warns.
get_event_loop = _py_get_event_loop
