import asyncio

print("before")
await asyncio.sleep(0.5)
result = await asyncio.gather(*(asyncio.sleep(n / 10, result=n) for n in range(4)))
print("after", result)


async def later():
    await asyncio.sleep(1)
    return "later"


print(await later())
async with asyncio.timeout(1):
    print("inside")
print([n async for n in (asyncio.sleep(0, n) for n in ())])
