"""Programs set the encoding of standard output, write bytes to it, and put a stream of their own around it."""

import asyncio
import io
import os
import sys

sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
print("привет", sys.stdout.encoding, sys.stdout.fileno(), sys.stdin.fileno(), sys.stderr.fileno())
sys.stdout.flush()
sys.stdout.buffer.write("байты\n".encode())
sys.stdout.buffer.flush()
os.write(1, b"by number\n")
try:
    sys.stdout.reconfigure(encoding="nowhere")
except LookupError as error:
    print(error)
wrapper = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", write_through=True)
wrapper.write("through a wrapper\n")
wrapper.flush()
wrapper.detach()
with open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as stream:
    print("opened by its number", file=stream)


async def main():
    await asyncio.sleep(1)
    sys.stdout.writelines(["two\n", "lines\n"])
    os.makedirs("/tmp", exist_ok=True)
    print(os.path.isdir("/tmp"))


asyncio.run(main())

# What it holds at the end is written then.
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
print("at the end")
