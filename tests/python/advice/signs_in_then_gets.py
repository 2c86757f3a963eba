import asyncio

session = {}


async def sign_in(user):
    await asyncio.sleep(0.3)
    session["user"] = user
    return True


async def get_messages(folder):
    await asyncio.sleep(0.3)
    return f"{folder} of {session['user']}"


async def main():
    ok = await sign_in("ada")
    inbox = await get_messages("inbox")
    print(ok, inbox)


asyncio.run(main())
