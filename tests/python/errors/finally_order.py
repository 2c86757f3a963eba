import asyncio


async def work(log):
    try:
        try:
            await asyncio.sleep(1)
            raise ValueError("first")
        finally:
            log.append("inner finally")
    except ValueError:
        log.append("except")
        return "returned"
    else:
        log.append("else")
    finally:
        log.append("outer finally")


async def main():
    log = []
    print(await work(log), log)
    for n in range(3):
        try:
            if n == 1:
                continue
            print("body", n)
        finally:
            print("finally", n)


asyncio.run(main())
