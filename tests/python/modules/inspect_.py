import asyncio
import inspect


def plain(a, b=2, *args, c, d: int = 4, **kwargs) -> str:
    """Has everything."""


async def coroutine():
    pass


async def generator():
    yield


class Thing:
    def method(self, x):
        return inspect.currentframe().f_code.co_name


print(inspect.signature(plain), inspect.getdoc(plain), inspect.signature(Thing().method))
for name, parameter in inspect.signature(plain).parameters.items():
    print(name, parameter.kind.name, parameter.default is parameter.empty)
bound = inspect.signature(plain).bind(1, c=3)
bound.apply_defaults()
print(bound.arguments)
print(inspect.iscoroutinefunction(coroutine), inspect.isasyncgenfunction(generator), inspect.isfunction(plain))
print(Thing().method(1), [name for name, _ in inspect.getmembers(Thing, inspect.isfunction)])
print(inspect.getsource(coroutine) if False else "no source asked", inspect.isclass(Thing), inspect.ismodule(inspect))
try:
    inspect.signature(plain).bind()
except TypeError as error:
    print(error)


async def main():
    c = coroutine()
    print(inspect.getcoroutinestate(c), inspect.isawaitable(c))
    await c
    print(inspect.getcoroutinestate(c))


asyncio.run(main())
