import asyncio
import time


async def main():
    await asyncio.sleep(0.1)
    print("main")


time.sleep(0.5)
asyncio.run(main())
time.sleep(0.5)
print("end")
