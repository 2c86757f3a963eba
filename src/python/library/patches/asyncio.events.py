

# RustPython's own asks the deprecated function for the policy, which warns.
get_event_loop = _py_get_event_loop
