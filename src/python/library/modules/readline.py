"""Editing of lines that are typed: a page has its own, and nothing of this changes it."""

_history = []


def add_history(line, /):
    _history.append(line)


def get_current_history_length():
    return len(_history)


def get_history_item(index, /):
    return _history[index - 1] if 0 < index <= len(_history) else None


def clear_history():
    _history.clear()


def _without_effect(name, result=None):
    def function(*args):
        return result

    function.__name__ = function.__qualname__ = name
    return function


for _name in """
    append_history_file parse_and_bind read_history_file read_init_file redisplay remove_history_item replace_history_item
    set_auto_history set_completer set_completer_delims set_completion_display_matches_hook set_history_length set_pre_input_hook
    set_startup_hook write_history_file
""".split():
    globals()[_name] = _without_effect(_name)
for _name, _result in (
    ("get_begidx", 0), ("get_completer", None), ("get_completer_delims", " \t\n"), ("get_completion_type", 0), ("get_endidx", 0),
    ("get_history_length", -1), ("get_line_buffer", ""), ("insert_text", None),
):
    globals()[_name] = _without_effect(_name, _result)
del _name, _result
