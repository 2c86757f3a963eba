import asyncio


async def mine(data, previous):
    await asyncio.sleep(0.3)
    return hash_of(data + previous)


def hash_of(text):
    return str(sum(ord(c) * (i + 1) for i, c in enumerate(text)) % 9973)


async def main():
    chain = ["0"]
    for data in ["a pays b", "b pays c", "c pays a"]:
        block = await mine(data, chain[-1])
        chain.append(block)
    print(chain)


asyncio.run(main())
