"""Errors that a program catches and prints."""

import asyncio
import contextvars
import json
import types
from decimal import Decimal, DivisionByZero, InvalidOperation, getcontext

balance = 10


def withdraw():
    balance -= 1


def unset(flag):
    if flag:
        amount = 1
    return amount


def errors(*functions):
    for function in functions:
        try:
            print(function())
        except Exception as error:
            print(f"{type(error).__name__}: {error}", error.args)


errors(withdraw, lambda: unset(False), lambda: [1, 2].remove("x"), lambda: [1, 2].index(2))
errors(lambda: [1] + "a", lambda: (1,) + [2], lambda: [1] + (2,), lambda: [1] + [2], lambda: "a" + 1, lambda: (1,) + (2,))


def named():
    raise ValueError("'x' is not in list")


errors(named)
errors(lambda: json.loads('{"a": "b\tc"}'), lambda: json.loads("[1 2]"))
user = contextvars.ContextVar("user")
try:
    user.get()
except LookupError as error:
    print(type(error).__name__, user.get("nobody"))
rates = types.MappingProxyType({"EUR": 1.1, "USD": 1})
print(rates, repr(rates), f"{rates}", str(rates["EUR"]))

errors(lambda: Decimal(1) / 0, lambda: Decimal("ten"), lambda: Decimal(0) / 0, lambda: Decimal(-1).sqrt(), lambda: Decimal(5) % 0)
print(issubclass(DivisionByZero, ZeroDivisionError), issubclass(InvalidOperation, ArithmeticError))
print(getcontext())


async def fail(error):
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("value")))
            group.create_task(fail(KeyError("key")))
    except* ValueError as group:
        print(group)


try:
    asyncio.run(main())
except ExceptionGroup as group:
    print(group)
