import pytest


class Report:
    """Prints a line for each test, as it ends."""

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome == "skipped":
            print(report.nodeid, report.outcome, f"{report.duration:.1f}")
        if report.failed:
            print(report.longreprtext)

    def pytest_sessionfinish(self, session, exitstatus):
        print(session.testscollected, "collected,", session.testsfailed, "failed")


OPTIONS = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-o", "asyncio_default_fixture_loop_scope=function"]
print("status", int(pytest.main([*OPTIONS, "test_sums.py"], plugins=[Report()])))
