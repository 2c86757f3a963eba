import asyncio
import contextvars

language = contextvars.ContextVar("language", default="en")


async def load_preferences(user):
    await asyncio.sleep(0.2)
    language.set("fr")
    return user


async def load_greeting(user):
    await asyncio.sleep(0.2)
    return f"{language.get()}: {user}"


async def main():
    user = await load_preferences("ann")
    greeting = await load_greeting("ann")
    print(user, greeting)


asyncio.run(main())
