"""Runs some of CPython's own tests inside the engine, and writes how each ended: one line of JSON a test.

`run.mjs` puts in front of this what it needs: SOURCES, the text of each module that the engine does not bring, by its
name, with whether it is a package; MODULE, the module of tests; PART of PARTS, which of its classes to run; ONLY, which
tests to run of those, if not all; LEFT_OUT, tests that no run would survive; FULL, whether to say all of each error.
"""

import importlib.util
import json
import linecache
import os
import sys
import types
import warnings

# What the tests mention and none of those that can run here calls: their names are enough.
NAMES_ONLY = """asyncio.proactor_events doctest getpass http http.server multiprocessing py_compile socketserver tempfile tty wsgiref
    wsgiref.simple_server zipfile""".split()

# What the tests ask of how this Python was built has no answer, and what they clean up was never there.
SOURCES["multiprocessing.util"] = (False, "def _cleanup_tests(): pass\n")
# What the engine was built with is none of the tests' business, and it brings nothing that says so.
SOURCES["_sysconfigdata_t_linux_wasm32"] = (False, "build_time_vars = {}\n")

# Where the tests believe that they lie.
HOME = "/home"


class Names(types.ModuleType):
    """A module in which every name is a class, and no object of it can be made."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def refused(self, *args, **kwargs):
            raise NotImplementedError(f"{name} needs sockets or files")

        made = type(name, (), {"__init__": refused})
        setattr(self, name, made)
        return made


class Importer:
    """Finds the modules that came with the tests, after those that the engine has."""

    def find_spec(self, name, path=None, target=None):
        if name in SOURCES:
            return importlib.util.spec_from_loader(name, self, is_package=SOURCES[name][0])
        if name in NAMES_ONLY:
            return importlib.util.spec_from_loader(name, self, is_package="." not in name)
        return None

    def create_module(self, spec):
        return Names(spec.name) if spec.name in NAMES_ONLY else None

    def exec_module(self, module):
        name = module.__name__
        if name not in SOURCES:
            return
        is_package, source = SOURCES[name]
        place = name.replace(".", "/") + ("/__init__.py" if is_package else ".py")
        # What is not of the tests is the library's, as far as the record is concerned.
        file = f"{HOME}/{place}" if name.partition(".")[0] == "test" else f"<frozen {name}>"
        module.__file__ = file
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
        exec(compile(source, file, "exec"), module.__dict__)


class Void:
    """Swallows what the tests print."""

    encoding, errors = "utf-8", "strict"

    def write(self, text):
        return len(text)

    def flush(self):
        pass


def last_line(error):
    """The error of a test in a line, without what changes from run to run."""
    import traceback

    return traceback.format_exception_only(error)[-1].strip().splitlines()[0][:200]


def give_back():
    """What asyncio has no longer since 3.14, and the tests' own helpers ask for."""
    import asyncio

    def no_watcher(self, *args):
        raise NotImplementedError

    policy = asyncio.events._AbstractEventLoopPolicy
    policy.get_child_watcher = policy.set_child_watcher = no_watcher
    watcher = type("SafeChildWatcher", (), {"attach_loop": lambda self, loop: None})
    asyncio.SafeChildWatcher, asyncio.set_child_watcher = watcher, lambda watcher: None


def say_what_is_lacking():
    """Has the tests skip what they know how to skip."""
    from test import support

    support.has_fork_support = support.has_subprocess_support = False


def main(out):
    sys.meta_path.append(Importer())
    for name, text in CERTIFICATES.items():
        for folder in ("test", "test/certdata"):
            os.makedirs(f"{HOME}/{folder}", exist_ok=True)
            with open(f"{HOME}/{folder}/{name}", "w") as file:
                file.write(text)
    give_back()
    say_what_is_lacking()
    import unittest

    class Result(unittest.TestResult):
        """Tells how each test ended when it has."""

        def startTest(self, test):
            super().startTest(test)
            # Whatever ends the run ends it in this one.
            out.write(f"> {test.id().removeprefix('test.')}\n")
            self.ended, self.why = "passed", ""

        def tell(self, test, ended, why):
            out.write(json.dumps([test.id().removeprefix("test."), ended, why]) + "\n")

        def stopTest(self, test):
            super().stopTest(test)
            self.tell(test, self.ended, self.why)

        def goes_wrong(self, test, error):
            said = self._exc_info_to_string(error, test) if FULL else last_line(error[1])
            if isinstance(test, unittest.TestCase):
                self.ended, self.why = "failed", said
            else:
                # A class or a module that cannot be set up.
                self.tell(test, "failed", said)

        def addError(self, test, error):
            self.goes_wrong(test, error)

        def addFailure(self, test, error):
            self.goes_wrong(test, error)

        def addSubTest(self, test, part, error):
            if error is not None:
                self.goes_wrong(test, error)

        def addSkip(self, test, reason):
            if isinstance(test, unittest.TestCase):
                # One of its parts may have failed.
                if self.ended == "passed":
                    self.ended, self.why = "skipped", reason
            else:
                self.tell(test, "skipped", reason)

        def addUnexpectedSuccess(self, test):
            self.ended, self.why = "failed", "unexpected success"

    def cases(suite):
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                yield from cases(test)
            else:
                yield test

    __import__(f"test.{MODULE}")
    module = sys.modules[f"test.{MODULE}"]
    # It would add doctests, which are in no class.
    module.__dict__.pop("load_tests", None)
    classes = {}
    for test in cases(unittest.defaultTestLoader.loadTestsFromModule(module)):
        classes.setdefault(type(test), []).append(test)
    wanted = [test for tests in list(classes.values())[PART::PARTS] for test in tests]
    wanted = [test for test in wanted if not ONLY or any(test.id().startswith(f"test.{name}") for name in ONLY)]
    wanted = [test for test in wanted if test.id().removeprefix("test.") not in LEFT_OUT]
    warnings.simplefilter("default")
    unittest.TestSuite(wanted).run(Result())
    out.write("done\n")


streams = sys.stdout, sys.stderr
sys.stdout = sys.stderr = Void()
try:
    main(streams[0])
finally:
    sys.stdout, sys.stderr = streams
