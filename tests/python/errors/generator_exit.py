def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


generator = stubborn()
next(generator)
try:
    generator.close()
except RuntimeError as error:
    print(error)


async def coroutine():
    try:
        await Never()
    finally:
        print("closed")


class Never:
    def __await__(self):
        yield


c = coroutine()
c.send(None)
c.close()
print("end")
