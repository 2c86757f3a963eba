"""COPY: a table's rows as a stream of data, in and out."""

import asyncio
import collections.abc
import struct

from asyncpg import compat
from asyncpg import exceptions

from . import _containers, _messages
from ._codecs import IN_BINARY
from ._exchanges import State
from ._timer import Timer

# What begins a copy in the binary format: a signature, no flags, and a header without more.
_BINARY_HEAD = b"PGCOPY\n\377\r\n\0" + b"\0" * 8
_BINARY_END = struct.pack("!h", -1)
# So much is collected before it is sent.
_BUFFER_SIZE = 524288


def _data(chunk):
    return _messages.message(b"d", bytes(memoryview(chunk)))


class Copies:
    """What a connection has for them."""

    async def copy_out(self, copy_stmt, sink, timeout):
        timeout = await self._wait_for_cancellation(self._get_timeout_impl(timeout))
        self._check_state()
        timer = Timer(timeout)
        waiter = self._new_waiter(timer.get_remaining_budget())
        self._begin(State.COPY_OUT, _messages.query(copy_stmt))
        try:
            while True:
                self.resume_reading()
                with timer:
                    buffer, done, status = await waiter
                # There is none if the end has come apart from the last data.
                if buffer:
                    try:
                        with timer:
                            await compat.wait_for(sink(buffer), timeout=timer.get_remaining_budget())
                    except (Exception, asyncio.CancelledError):
                        self._request_cancel()
                        # The error that follows is of no interest to anybody.
                        waiter.add_done_callback(lambda future: future.exception())
                        raise
                if done:
                    return status
                waiter = self._new_waiter(timer.get_remaining_budget())
        finally:
            self.resume_reading()

    async def copy_in(self, copy_stmt, reader, data, records, record_stmt, timeout):
        timeout = await self._wait_for_cancellation(self._get_timeout_impl(timeout))
        self._check_state()
        timer = Timer(timeout)
        waiter = self._new_waiter(timer.get_remaining_budget())
        self._begin(State.COPY_IN, _messages.query(copy_stmt))
        try:
            if record_stmt is not None:
                await self._copy_records(records, record_stmt, timer)
            elif reader is not None:
                await self._copy_from(reader, timer)
            else:
                await self.writing_allowed.wait()
                self._write(_data(data))
        except asyncio.TimeoutError:
            self._write(_messages.message(b"f", _messages.text("TimeoutError")))
            self._on_timeout(self.waiter)
            await waiter
            raise exceptions.InternalClientError("TimoutError was not raised")
        except (Exception, asyncio.CancelledError):
            self._write(_messages.message(b"f", _messages.text("COPY aborted due to an exception in input generator")))
            self._request_cancel()
            waiter.add_done_callback(lambda future: future.exception())
            raise
        self._write(_messages.COPY_DONE)
        return await waiter

    async def _copy_from(self, reader, timer):
        if not hasattr(reader, "__aiter__"):
            raise TypeError("reader is not an asynchronous iterable")
        iterator = reader.__aiter__()
        try:
            while True:
                with timer:
                    await self.writing_allowed.wait()
                with timer:
                    chunk = await compat.wait_for(iterator.__anext__(), timeout=timer.get_remaining_budget())
                self._write(_data(chunk))
        except StopAsyncIteration:
            pass

    async def _copy_records(self, records, statement, timer):
        statement.find_column_codecs()
        codecs = statement.columns_codecs
        for codec in codecs:
            if not codec.has_encoder() or codec.format != IN_BINARY:
                raise exceptions.InternalClientError(f"no binary format encoder for type {codec.name} (OID {codec.oid})")
        buffer = bytearray(_BINARY_HEAD)

        def add(row):
            nonlocal buffer
            buffer += struct.pack("!h", len(codecs))
            for place, codec in enumerate(codecs):
                value = row[place]
                buffer += _containers.sized(None if value is None else codec.encode(self.settings, value))

        async def send():
            nonlocal buffer
            if len(buffer) >= _BUFFER_SIZE:
                with timer:
                    await self.writing_allowed.wait()
                self._write(_data(buffer))
                buffer = bytearray()

        if isinstance(records, collections.abc.AsyncIterable):
            async for row in records:
                add(row)
                await send()
        else:
            for row in records:
                add(row)
                await send()
        self._write(_data(buffer + _BINARY_END))
