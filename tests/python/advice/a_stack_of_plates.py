import asyncio
from collections import deque

plates = deque(["red", "green", "blue"])


async def wash(kind):
    plate = plates.popleft()
    await asyncio.sleep(0.3)
    return f"{kind} {plate}"


async def main():
    first = await wash("clean")
    second = await wash("shiny")
    print(first, second)


asyncio.run(main())
