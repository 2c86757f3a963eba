import asyncio


class Robot:
    def __init__(self, name):
        self.name = name

    async def forward(self, steps):
        await asyncio.sleep(0.1 * steps)
        print(f"{self.name} went {steps}")

    async def left(self):
        await asyncio.sleep(0.1)
        print(f"{self.name} turned")


async def main():
    robot = Robot("R2")
    await robot.forward(3)
    await robot.left()
    await robot.forward(2)
    for steps in (1, 2):
        await robot.forward(steps)


asyncio.run(main())
