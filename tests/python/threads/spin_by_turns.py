import itertools
import threading

turn = 0
log = []


def player(number):
    global turn
    for n in itertools.count():
        while turn != number:
            pass
        log.append((number, n))
        if len(log) > 7:
            turn = -1
        if turn == -1:
            break
        turn = 1 - turn


class Counter:
    stopped = False
    rounds = 0

    def run(self):
        while not self.stopped:
            self.rounds += 1


counter = Counter()
counting = threading.Thread(target=counter.run)
counting.start()
threads = [threading.Thread(target=player, args=(number,), daemon=True) for number in (0, 1)]
for thread in threads:
    thread.start()
threads[1].join()
print(log)
counter.stopped = True
counting.join()
print("counted:", counter.rounds > 0)
