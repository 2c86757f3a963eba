"""The standard streams are of the classes that programs ask for before they set them up."""

import io
import sys

for name in ("stdin", "stdout", "stderr"):
    stream = getattr(sys, name)
    print(name, [isinstance(stream, getattr(io, kind)) for kind in ("IOBase", "TextIOBase", "TextIOWrapper", "RawIOBase")])
if isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.line_buffering)
