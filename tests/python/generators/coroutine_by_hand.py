class Suspend:
    def __await__(self):
        answer = yield "question"
        return answer


async def asks():
    first = await Suspend()
    second = await Suspend()
    return first, second


coroutine = asks()
print(coroutine.send(None))
print(coroutine.send(1))
try:
    coroutine.send(2)
except StopIteration as stop:
    print(stop.value)
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)
coroutine = asks()
coroutine.close()
coroutine = asks()
coroutine.send(None)
try:
    coroutine.throw(KeyError("k"))
except KeyError as error:
    print("KeyError", error)
