import asyncio


async def refine(guess, number):
    await asyncio.sleep(0.2)
    return (guess + number / guess) / 2


async def main():
    guess = 1.0
    for number in [2.0] * 4:
        guess = await refine(guess, number)
        print(f"{guess:.4f}")


asyncio.run(main())
