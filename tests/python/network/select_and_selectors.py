import select
import selectors
import socket
import time

one, other = socket.socketpair()
third, fourth = socket.socketpair()
print(select.select([one, third], [], [], 0))
began = time.monotonic()
print(select.select([one], [], [], 0.5), round(time.monotonic() - began, 2))
other.send(b"x")
fourth.send(b"y")
print([each is one for each in select.select([third, one], [], [])[0]])
print(len(select.select([], [one, other], [])[1]))
for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with kind() as selector:
        selector.register(one, selectors.EVENT_READ, "one")
        selector.register(third, selectors.EVENT_READ | selectors.EVENT_WRITE, "third")
        print(kind.__name__, sorted((key.data, mask) for key, mask in selector.select()))
        selector.modify(third, selectors.EVENT_WRITE, "changed")
        selector.unregister(one)
        print([(key.data, mask) for key, mask in selector.select(1)])
        try:
            selector.register(third, selectors.EVENT_READ)
        except KeyError as error:
            print("registered already", type(error).__name__)
        selector.unregister(third)
        print(selector.select(0.25), len(selector.get_map()))
poll = select.poll()
poll.register(one, select.POLLIN)
print(poll.poll(0) == [(one.fileno(), select.POLLIN)])
other.close()
print(poll.poll(0) == [(one.fileno(), select.POLLIN | select.POLLHUP)])
epoll = select.epoll()
epoll.register(third.fileno(), select.EPOLLIN | select.EPOLLOUT)
print(epoll.poll(0) == [(third.fileno(), select.EPOLLIN | select.EPOLLOUT)])
epoll.close()
print(epoll.closed, round(time.monotonic() - began, 2))
try:
    select.select([object()], [], [], 0)
except TypeError as error:
    print(error)
try:
    select.select([one], [], [], -1)
except ValueError as error:
    print(error)
one.close()
try:
    select.select([one], [], [], 0)
except ValueError as error:
    print(error)
