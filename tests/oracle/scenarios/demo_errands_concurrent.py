"""Alice hands in and orders first, shops while both are prepared, then collects."""

import asyncio


async def prepare(what, seconds):
    await asyncio.sleep(seconds)
    print(f"{what} is ready")
    return what


async def main():
    print("prescription handed in")
    medicine = asyncio.create_task(prepare("medicine", 3), name="pharmacy")
    print("pizza ordered")
    pizza = asyncio.create_task(prepare("pizza", 2), name="pizzeria")
    await asyncio.sleep(1)
    print("groceries bought")
    print(f"{await pizza} collected")
    print(f"{await medicine} collected")


if __name__ == "__main__":
    asyncio.run(main())
