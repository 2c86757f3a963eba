import asyncio

print("module starts")
results = []


async def work(name, delay):
    await asyncio.sleep(delay)
    results.append(name)
    return name.upper()


async def main():
    return await asyncio.gather(work("a", 2), work("b", 1))


value = asyncio.run(main())
print("module goes on", value, results)

for letter in value:
    print(letter)
print("module ends")
