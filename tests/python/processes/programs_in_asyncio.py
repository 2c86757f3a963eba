"""`asyncio.create_subprocess_exec` starts this Python; its loop goes on meanwhile."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE


ticks = 0


async def tick():
    global ticks
    for _ in range(3):
        ticks += 1
        await asyncio.sleep(0.9)


async def read_lines():
    program = await asyncio.create_subprocess_exec(sys.executable, "-u", "count.py", "3", stdout=PIPE)
    async for line in program.stdout:
        print("read", line.decode().strip())
    print("status", await program.wait())


async def main():
    await asyncio.gather(read_lines(), tick())
    print(ticks, "ticks")
    program = await asyncio.create_subprocess_exec(sys.executable, "count.py", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    print(await program.communicate(b"2"), program.returncode)
    programs = [await asyncio.create_subprocess_exec(sys.executable, "count.py", str(n), stdout=PIPE) for n in (2, 1)]
    for output, _ in await asyncio.gather(*(program.communicate() for program in programs)):
        print(output)
    slow = await asyncio.create_subprocess_exec(sys.executable, "count.py", "50", stdout=DEVNULL)
    try:
        await asyncio.wait_for(slow.wait(), 1)
    except TimeoutError:
        slow.kill()
        print("killed", await slow.wait())


if __name__ == "__main__":
    asyncio.run(main())
