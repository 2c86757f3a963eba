# Modules that are seldom imported, each by something that people do with it.
import argparse, calendar, cmd, code, colorsys, csv, dbm, decimal, difflib, doctest, fractions, getpass, graphlib, hmac, io
import ipaddress, mailbox, pprint, sched, secrets, shlex, shutil, smtplib, socketserver, statistics, time, timeit, unittest, uuid
from datetime import datetime

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("--workers", type=int, default=3)
parser.add_argument("urls", nargs="*")
print(parser.parse_args(["--workers", "2", "a", "b"]), parser.parse_args([]).workers)
print(calendar.monthrange(2024, 2), datetime.strptime("2024-05-01 10:00", "%Y-%m-%d %H:%M"))
print(decimal.Decimal("1.10") * 3, fractions.Fraction(1, 3) + 1, statistics.median([3, 1, 2]), colorsys.rgb_to_hsv(1, 0, 0))
print(list(difflib.unified_diff(["a"], ["b"], lineterm=""))[2:], difflib.get_close_matches("appel", ["apple", "pear"]))
print(hmac.new(b"key", b"text", "sha256").hexdigest()[:12], ipaddress.ip_address("10.0.0.1").is_private)
print(list(graphlib.TopologicalSorter({"c": {"a", "b"}, "b": {"a"}}).static_order()), shlex.split("a 'b c' d"))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.com"), len(secrets.token_hex(8)), len(str(uuid.uuid4())))
out = io.StringIO()
pprint.pprint({"b": list(range(30)), "a": 1}, stream=out, width=40)
print(len(out.getvalue().splitlines()))
scheduler = sched.scheduler(time.monotonic, time.sleep)
scheduler.enter(2, 1, print, ("second",))
scheduler.enter(1, 1, print, ("first",))
scheduler.run()


def add(a, b):
    """Adds.

    >>> add(1, 2)
    3
    """
    return a + b


print(doctest.testmod())


class Tests(unittest.TestCase):
    def test_add(self):
        self.assertEqual(add(1, 2), 3)

    def test_wrong(self):
        with self.assertRaises(TypeError):
            add(1, None)


class AsyncTests(unittest.IsolatedAsyncioTestCase):
    async def test_sleep(self):
        import asyncio

        self.assertIsNone(await asyncio.sleep(1))


suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Tests, AsyncTests))
print(unittest.TextTestRunner(stream=io.StringIO()).run(suite))
with open("a.txt", "w") as file:
    file.write("copied")
shutil.copy("a.txt", "b.txt")
shutil.copytree(".", "/tmp/all-of-it")
print(open("b.txt").read(), shutil.which("nothing-of-this-name"))
shutil.rmtree("/tmp/all-of-it")
with open("t.csv", "w", newline="") as file:
    csv.writer(file).writerows([["a", "b, c"], [1, None]])
print(open("t.csv").read().splitlines())
