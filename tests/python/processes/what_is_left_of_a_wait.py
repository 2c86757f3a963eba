"""A loop of one's own, as trio's, waits for what is left of a time until nothing is: shorter and shorter, and not without end."""

import select
import time

for length in (0.1234567, 0.7, 1 / 3):
    end, rounds = time.monotonic() + length, 0
    with select.epoll() as poll:
        while (left := end - time.monotonic()) > 0:
            poll.poll(left)
            rounds += 1
    print(rounds < 100)
