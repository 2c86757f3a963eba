import time

print(time.time(), time.monotonic(), time.perf_counter_ns())
time.sleep(1.5)
print(time.time(), time.monotonic(), time.process_time() >= 0)
print(time.strftime("%Y-%m-%d %H:%M:%S"), time.strftime("%A", time.gmtime(0)))
print(time.localtime().tm_year, time.gmtime(86400).tm_mday, time.ctime(0), time.asctime(time.gmtime(3600)))
print(time.mktime(time.gmtime(1000)), time.strptime("2020-01-02", "%Y-%m-%d").tm_yday)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)


class Stopwatch:
    clock = time.perf_counter

    def __init__(self):
        self.began = self.clock()

    def read(self):
        return self.clock() - self.began


watch = Stopwatch()
time.sleep(0.25)
print(watch.read())
