import asyncio

ANSWERS = {0: None, 1: None, 2: "ready"}


async def get_answer(number):
    await asyncio.sleep(0.3)
    return ANSWERS[number]


async def main():
    answer = None
    for number in range(5):
        answer = await get_answer(number)
        if answer:
            break
    print(answer)


asyncio.run(main())
