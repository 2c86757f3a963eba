"""How the waits of a connection end: in time, by being cancelled, or with the connection."""

import asyncio

from asyncpg import compat
from asyncpg import exceptions

from . import _messages
from ._exchanges import State

NO_TIMEOUT = object()


class Waits:
    """What a connection has for them."""

    # --- Time ---

    def _get_timeout(self, timeout):
        if timeout is not None:
            try:
                if type(timeout) is bool:
                    raise ValueError
                timeout = float(timeout)
            except ValueError:
                raise ValueError(
                    f"invalid timeout value: expected non-negative float (got {timeout!r})"
                ) from None
        return self._get_timeout_impl(timeout)

    def _get_timeout_impl(self, timeout):
        if timeout is None:
            timeout = self._connection()._config.command_timeout
        elif timeout is NO_TIMEOUT:
            timeout = None
        else:
            timeout = float(timeout)
        if timeout is not None and timeout <= 0:
            raise asyncio.TimeoutError()
        return timeout

    def _new_waiter(self, timeout):
        if self.waiter is not None:
            raise exceptions.InterfaceError("cannot perform operation: another operation is in progress")
        self.waiter = self.create_future()
        if timeout is not None:
            self.timeout_handle = self.loop.call_later(timeout, self._on_timeout, self.waiter)
        self.waiter.add_done_callback(self._on_waiter_completed)
        return self.waiter

    def _forget_timeout(self):
        if self.timeout_handle is not None:
            self.timeout_handle.cancel()
            self.timeout_handle = None

    def _on_timeout(self, waiter):
        if self.waiter is not waiter or waiter.done() or self.cancel_waiter is not None or self.timeout_handle is None:
            return
        self._request_cancel()
        self.waiter.set_exception(asyncio.TimeoutError())

    def _on_waiter_completed(self, waiter):
        self._forget_timeout()
        if waiter is self.waiter and self.cancel_waiter is None and waiter.cancelled():
            self._request_cancel()

    def _check_state(self):
        if self.cancel_waiter is not None:
            raise exceptions.InterfaceError("cannot perform operation: another operation is cancelling")
        if self.closing:
            raise exceptions.InterfaceError("cannot perform operation: connection is closed")
        if self.waiter is not None or self.timeout_handle is not None:
            raise exceptions.InterfaceError("cannot perform operation: another operation is in progress")

    # --- Cancellation: the server is asked for it on a connection of its own ---

    def _request_cancel(self):
        self.cancel_waiter, self.cancel_sent_waiter = self.create_future(), self.create_future()
        connection = self._connection()
        if connection is not None:
            connection._cancel_current_command(self.cancel_sent_waiter, self.cancel_waiter)
        else:
            self.abort()
        if self.state is State.PREPARE:
            # A preparation is only flushed, and nothing else would end it.
            self._write(_messages.SYNC)
        self._set_state(State.CANCELLED)

    def _is_cancelling(self):
        return self.cancel_waiter is not None or self.cancel_sent_waiter is not None

    async def _wait_for_cancellation(self, timeout=None):
        if not self._is_cancelling():
            return timeout
        started = self.loop.time()
        try:
            async with compat.timeout(timeout):
                if self.cancel_sent_waiter is not None:
                    await asyncio.shield(self.cancel_sent_waiter)
                    self.cancel_sent_waiter = None
                if self.cancel_waiter is not None:
                    await asyncio.shield(self.cancel_waiter)
        except asyncio.TimeoutError:
            # What was cancelled may still run, and nothing can be asked before that has ended.
            connection = self._connection()
            if connection is not None:
                connection.terminate()
            else:
                self.abort()
            raise
        if timeout is not None:
            timeout -= self.loop.time() - started
            if timeout <= 0:
                raise asyncio.TimeoutError()
        return timeout

    def _complete_cancel_waiters(self):
        for waiter in (self.cancel_sent_waiter, self.cancel_waiter):
            if waiter is not None and not waiter.done():
                waiter.set_result(None)
        self.cancel_sent_waiter = self.cancel_waiter = None

    async def _drain_cancels(self):
        await self._wait_for_cancellation()
        if self.waiter is not None:
            self._request_cancel()
            await self._wait_for_cancellation()

    # --- The end ---

    def abort(self):
        self._complete_cancel_waiters()
        if self.closing:
            self._drop_transport()
            return
        self.closing = True
        self._handle_waiter_on_connection_lost(None)
        self._terminate()
        self._drop_transport()

    def _drop_transport(self):
        transport, self.transport = self.transport, None
        if transport is not None:
            transport.abort()

    async def close(self, timeout):
        if self.closing:
            return
        self.closing = True
        close_waiter = None
        try:
            async with compat.timeout(self._get_timeout_impl(timeout)):
                await self._drain_cancels()
                if not self.is_ready or self.transport is None:
                    return
                close_waiter = self._new_waiter(None)
                self._terminate()
                try:
                    await close_waiter
                except ConnectionResetError:
                    pass
        finally:
            if close_waiter is not None and not close_waiter.done():
                close_waiter.cancel()
            self._forget_timeout()
            self._handle_waiter_on_connection_lost(None)
            self._drop_transport()

    def _coreproto_error(self):
        try:
            if self.waiter is not None:
                if not self.waiter.done():
                    raise exceptions.InternalClientError("waiter is not done while handling critical protocol error")
                self.waiter = None
        finally:
            self.abort()

    def _handle_waiter_on_connection_lost(self, cause):
        if self.waiter is not None and not self.waiter.done():
            message = "connection was closed in the middle of operation"
            if isinstance(self.failure, dict):
                # The server has said why before it closed the connection.
                said = self.failed(self.last_query)
                if cause is not None:
                    said.__cause__ = cause
                cause, message = said, f"{message}: {said.args[0]}"
            error = exceptions.ConnectionDoesNotExistError(message)
            if cause is not None:
                error.__cause__ = cause
            self.waiter.set_exception(error)
        self.waiter = None
        self._complete_cancel_waiters()
