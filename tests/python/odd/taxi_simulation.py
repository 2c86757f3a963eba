"""Discrete events with generators and a heap: no loop at all."""
import collections
import queue
import random

Event = collections.namedtuple("Event", "time proc action")


def taxi_process(ident, trips, start_time=0):
    time = yield Event(start_time, ident, "leave garage")
    for i in range(trips):
        time = yield Event(time, ident, "pick up passenger")
        time = yield Event(time, ident, "drop off passenger")
    yield Event(time, ident, "going home")


class Simulator:
    def __init__(self, procs_map):
        self.events = queue.PriorityQueue()
        self.procs = dict(procs_map)

    def run(self, end_time):
        for _, proc in sorted(self.procs.items()):
            self.events.put(next(proc))
        sim_time = 0
        while sim_time < end_time:
            if self.events.empty():
                print("*** end of events ***")
                break
            current_event = self.events.get()
            sim_time, proc_id, previous_action = current_event
            print("taxi:", proc_id, proc_id * "   ", current_event)
            next_time = sim_time + random.randint(1, 20)
            try:
                self.events.put(self.procs[proc_id].send(next_time))
            except StopIteration:
                del self.procs[proc_id]
        else:
            print(f"*** end of simulation time: {self.events.qsize()} events pending ***")


random.seed(3)
taxis = {i: taxi_process(i, (i + 1) * 2, i * 5) for i in range(3)}
Simulator(taxis).run(60)
