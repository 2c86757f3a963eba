from twisted.internet.defer import Deferred, DeferredList, fail, gatherResults, inlineCallbacks, succeed
from twisted.internet.task import Clock, LoopingCall
from twisted.python.failure import Failure


def double(value):
    print("double", value)
    return value * 2


def recover(failure):
    print("recover from", failure.type.__name__, failure.getErrorMessage())
    return 0


chain = Deferred()
chain.addCallback(double).addCallback(lambda value: 1 / 0).addErrback(recover).addCallback(print)
chain.callback(21)

clock = Clock()
waiting = Deferred()
clock.callLater(5, waiting.callback, "five seconds")
waiting.addCallback(print)
clock.advance(3)
print("three")
clock.advance(2)


@inlineCallbacks
def sequence():
    first = yield succeed(1)
    try:
        yield fail(ValueError("no"))
    except ValueError as error:
        print("caught", error)
    return first + 1


sequence().addCallback(print)
gatherResults([succeed(1), succeed(2)]).addCallback(print)
DeferredList([succeed(1), fail(KeyError("k"))], consumeErrors=True).addCallback(
    lambda results: print([(ok, value if ok else value.type.__name__) for ok, value in results])
)
ticks = []
call = LoopingCall(lambda: ticks.append(clock.seconds()))
call.clock = clock
call.start(2)
clock.pump([2, 2, 2])
call.stop()
print(ticks)


async def coroutine():
    return await succeed("from a coroutine")


Deferred.fromCoroutine(coroutine()).addCallback(print)
print(Failure(ValueError("kept")).value)
