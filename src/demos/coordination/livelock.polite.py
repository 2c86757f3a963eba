import asyncio


class Pauses:
    def __init__(self, longest, random):
        self.longest = longest
        self.random = random

    def next(self):
        if self.random is None:
            return self.longest
        self.random = (self.random * 1_103_515_245 + 12_345) % 0x8000_0000
        return (self.random // 65_536 % 10 + 1) / 10 * self.longest


async def guest(name, first, second, locks, pauses):
    attempt = 0
    while True:
        attempt += 1
        async with locks[first]:
            print(f"{name} takes the {first}")
            await asyncio.sleep(0.5)
            try:
                async with asyncio.timeout(1):
                    await locks[second].acquire()
            except TimeoutError:
                print(f"{name} puts the {first} back")
            else:
                print(f"{name} eats at attempt {attempt}")
                await asyncio.sleep(1)
                locks[second].release()
                return
        await asyncio.sleep(pauses.next())


async def main():
    locks = {"knife": asyncio.Lock(), "fork": asyncio.Lock()}
    guests = [
        asyncio.create_task(guest("Alice", "knife", "fork", locks, Pauses(1, None)), name="Alice"),
        asyncio.create_task(guest("Bob", "fork", "knife", locks, Pauses(1, None)), name="Bob"),
    ]
    done, _ = await asyncio.wait(guests, timeout=12)
    print(f"{len(done)} of 2 have eaten")
    for each in guests:
        each.cancel()


asyncio.run(main())
