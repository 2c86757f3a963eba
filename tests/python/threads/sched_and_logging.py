import logging
import sched
import sys
import threading
import time

logging.basicConfig(stream=sys.stdout, format="%(threadName)s %(message)s", level=logging.INFO)
plan = sched.scheduler(time.monotonic, time.sleep)
for delay, name in ((0.3, "third"), (0.1, "first"), (0.2, "second")):
    plan.enter(delay, 1, logging.info, (f"{name} at {delay}",))
thread = threading.Thread(target=plan.run, name="planner")
thread.start()
for n in range(3):
    time.sleep(0.15)
    logging.info("main %d", n)
thread.join()
