import asyncio
import sys
import time

from tqdm import tqdm, trange
from tqdm.asyncio import tqdm as tqdm_async

for number in tqdm(range(4), desc="steps", file=sys.stdout, ncols=60, ascii=True, mininterval=0):
    time.sleep(0.5)
print()
with tqdm(total=10, file=sys.stdout, ncols=50, ascii=True, mininterval=0, unit="B", unit_scale=True) as bar:
    for amount in (3, 3, 4):
        time.sleep(1)
        bar.update(amount)
        bar.set_postfix(last=amount)
print()
print(sum(trange(10, disable=True)), tqdm.format_interval(3725), tqdm.format_sizeof(123456), tqdm.format_num(0.00001))


async def work(number):
    await asyncio.sleep(number / 10)
    return number


async def main():
    for done in tqdm_async.as_completed([work(3), work(1), work(2)], file=sys.stdout, ncols=40, ascii=True, mininterval=0):
        print("", await done)
    print(await tqdm_async.gather(work(2), work(1), file=sys.stdout, ncols=40, ascii=True, mininterval=0))
    async for number in tqdm_async(numbers(), total=2, file=sys.stdout, ncols=40, ascii=True):
        print("", number)


async def numbers():
    for number in range(2):
        await asyncio.sleep(1)
        yield number


asyncio.run(main())
