import sys

import pytest

status = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--no-header", "-o", "asyncio_default_fixture_loop_scope=function", "--color=no", "test_sums.py"])
print("status", int(status), file=sys.stdout)
