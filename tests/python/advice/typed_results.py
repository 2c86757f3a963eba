import asyncio as aio


async def fetch_data(number: int) -> dict[str, int]:
    print("Fetching", number)
    await aio.sleep(3)
    return {"input": number}


async def main() -> None:
    data1: dict[str, int] = await fetch_data(1)
    data2: dict[str, int] = await fetch_data(2)
    print(f"{data1=}")
    print(f"{data2=}")


if __name__ == "__main__":
    aio.run(main())
