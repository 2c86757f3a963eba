

# A warning is recorded as well as shown.

import _loopline as _loopline

_show = _showwarnmsg


def _showwarnmsg(msg):
    if msg.filename == "<frozen _loopline_boot>":
        # At the program's end no line of its own runs.
        msg.filename, msg.lineno = "<sys>", 0
    _loopline.warned(msg.category.__name__, str(msg.message), msg.filename, msg.lineno)
    # The hint at tracemalloc, which an object in the warning brings, leads nowhere: it knows nothing here.
    msg.source = None
    _show(msg)
