from twisted.internet import asyncioreactor

asyncioreactor.install()  # of several reactors this one is asyncio's loop; without the line it is Twisted's own

from twisted.internet import reactor
from twisted.internet.protocol import ClientFactory, Factory, Protocol


class Echo(Protocol):
    """One for each connection: what is done when something happens to it."""

    def connectionMade(self):
        self.factory.guests += 1
        print("server: guest", self.factory.guests)

    def dataReceived(self, data):
        print("server:", data.decode())
        self.transport.write(data)

    def connectionLost(self, reason):
        print("server: a guest has left")


class EchoFactory(Factory):
    """One for the whole server: makes the protocols, and keeps what they share."""

    protocol = Echo
    guests = 0


class Greeting(Protocol):
    def connectionMade(self):
        self.transport.write(f"hello from {self.factory.name}".encode())

    def dataReceived(self, data):
        print(f"{self.factory.name}: {data.decode()}")
        reactor.callLater(self.factory.stays, self.transport.loseConnection)


class GreetingFactory(ClientFactory):
    protocol = Greeting

    def __init__(self, name, stays):
        self.name, self.stays = name, stays


reactor.listenTCP(8000, EchoFactory())
reactor.connectTCP("127.0.0.1", 8000, GreetingFactory("Alice", stays=2))
reactor.callLater(1, reactor.connectTCP, "127.0.0.1", 8000, GreetingFactory("Bob", stays=0.5))
reactor.callLater(3, reactor.stop)
print("the reactor runs")
reactor.run()
print("the reactor has stopped")
