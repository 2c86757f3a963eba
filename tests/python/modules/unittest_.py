import asyncio
import unittest
from unittest.mock import AsyncMock, patch


async def double(x):
    await asyncio.sleep(1)
    return 2 * x


class Doubling(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.events = ["set up"]

    async def asyncTearDown(self):
        print("torn down", self.events)

    async def test_doubles(self):
        self.assertEqual(await double(3), 6)
        self.events.append("doubled")

    async def test_times_out(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0.5):
                await double(1)

    async def test_mock(self):
        mock = AsyncMock(return_value=7)
        self.assertEqual(await mock(1), 7)
        mock.assert_awaited_once_with(1)

    @patch("__main__.double", new_callable=AsyncMock)
    async def test_patched(self, double):
        double.return_value = 1
        self.assertEqual(await double(3), 1)

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail()


unittest.main(argv=["doubling"], exit=False, verbosity=2)
