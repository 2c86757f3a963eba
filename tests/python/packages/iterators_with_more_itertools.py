"""Iterators, asynchronous ones too, and caches of what coroutines return."""

import asyncio

import aioitertools
import asyncstdlib
import cachetools
import more_itertools
from async_lru import alru_cache

calls = []


@alru_cache(maxsize=2)
async def slow(number):
    calls.append(number)
    await asyncio.sleep(0.1)
    return number * number


async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number


async def main():
    print(await asyncio.gather(slow(2), slow(2), slow(3)), calls, slow.cache_info().hits)
    print([pair async for pair in aioitertools.zip(numbers(3), "abc")], await aioitertools.list(aioitertools.islice(numbers(9), 2)))
    print(await asyncstdlib.sum(numbers(5)), [item async for item in asyncstdlib.map(lambda left, right: left + right, numbers(3), [1, 2, 3])])
    async with asyncstdlib.scoped_iter(numbers(4)) as items:
        print(await asyncstdlib.anext(items), [item async for item in items])


asyncio.run(main())
print(list(more_itertools.chunked(range(5), 2)), list(more_itertools.windowed([1, 2, 3], 2)), more_itertools.first([], "none"))
print(more_itertools.one(["it"]), list(more_itertools.flatten([[1], [2, 3]])), list(more_itertools.divide(2, range(4))[1]))
cache = cachetools.LRUCache(maxsize=2)
cache.update(a=1, b=2)
cache["a"], cache["c"] = 1, 3
print(sorted(cache), cachetools.TTLCache(10, 60).ttl)
