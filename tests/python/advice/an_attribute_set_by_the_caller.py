import asyncio


class Robot:
    def __init__(self):
        self.position = 0

    async def distance_after(self, target):
        await asyncio.sleep(0.2)
        return self.position + target


async def main():
    robot = Robot()
    for target in (3, 5, 2):
        robot.position = await robot.distance_after(target)
        print("at", robot.position)


asyncio.run(main())
