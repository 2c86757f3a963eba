import asyncio

import pytest


def total(numbers):
    return sum(numbers)


@pytest.fixture
def numbers():
    yield [1, 2, 3]


def test_total(numbers):
    assert total(numbers) == 6


@pytest.mark.parametrize("given, expected", [([], 0), ([1], 1), ([1, 1], 3)])
def test_many(given, expected):
    assert total(given) == expected


@pytest.mark.asyncio
async def test_waits():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(2)
    assert loop.time() - began >= 2


@pytest.mark.asyncio
async def test_times_out():
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await asyncio.sleep(5)


def test_approx_and_raises(capsys, tmp_path, monkeypatch):
    assert 0.1 + 0.2 == pytest.approx(0.3)
    with pytest.raises(ZeroDivisionError, match="division"):
        1 / 0
    print("captured")
    assert capsys.readouterr().out == "captured\n"
    (tmp_path / "f.txt").write_text("x")
    assert (tmp_path / "f.txt").read_text() == "x"
    monkeypatch.setenv("NAME", "value")


@pytest.mark.skip(reason="later")
def test_later():
    pass


@pytest.mark.xfail
def test_known():
    assert {"a": 1} == {"a": 2}
