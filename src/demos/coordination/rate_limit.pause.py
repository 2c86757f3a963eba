import asyncio

sent = []


async def ask():
    second = int(asyncio.get_running_loop().time())
    sent.extend([0] * (second + 1 - len(sent)))
    sent[second] += 1
    await asyncio.sleep(0.5)


async def request(name):
    print(f"{name} sent")
    await ask()
    print(f"{name} answered")


async def limited(name, semaphore):
    async with semaphore:
        await request(name)
        await asyncio.sleep(1)


async def main():
    semaphore = asyncio.Semaphore(3)
    names = [f"request-{i}" for i in range(1, 10)]
    await asyncio.gather(*(asyncio.create_task(limited(name, semaphore), name=name) for name in names))
    print("sent in each second:", sent)


asyncio.run(main())
