import asyncio

cache = {}


async def get_user(user_id):
    if user_id not in cache:
        await asyncio.sleep(0.5)
        cache[user_id] = f"user {user_id}"
        print("loaded", user_id)
    return cache[user_id]


async def main():
    author = await get_user(1)
    editor = await get_user(2)
    again = await get_user(1)
    print(author, editor, again)


asyncio.run(main())
