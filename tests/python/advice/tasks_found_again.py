import asyncio


async def refresh(number):
    await asyncio.sleep(0.1 * number)
    print("refreshed", number)


async def main():
    for number in (1, 2):
        asyncio.create_task(refresh(number))
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others)


asyncio.run(main())
