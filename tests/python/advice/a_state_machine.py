import asyncio

TRANSITIONS = {"idle": "starting", "starting": "running", "running": "idle"}


async def enter(state):
    await asyncio.sleep(0.2)
    return TRANSITIONS[state]


async def change(state):
    await asyncio.sleep(0.2)
    return TRANSITIONS[state]


async def main():
    state = "idle"
    for _ in range(3):
        state = await enter(state)
        print(state)
    for number in range(3):
        state = await change(state)
        print(number, state)


asyncio.run(main())
