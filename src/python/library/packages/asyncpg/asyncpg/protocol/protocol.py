"""asyncpg's protocol, which it has in Cython: one operation at a time on a connection, with its waits, its time and its end."""

import asyncio
import socket
import weakref

from asyncpg import compat
from asyncpg import exceptions

from . import _messages
from ._copies import Copies
from ._exchanges import CoreProtocol, State
from ._settings import ConnectionSettings
from ._statements import PreparedStatementState
from ._timer import Timer
from ._type_names import BUILTIN_TYPE_NAME_MAP, BUILTIN_TYPE_OID_MAP
from ._waits import NO_TIMEOUT, Waits
from .record import Record, RecordDescriptor

class BaseProtocol(CoreProtocol, Waits, Copies):
    """A connection as asyncpg's `Connection` uses it."""

    def __init__(self, addr, connected_fut, con_params, record_class, loop):
        CoreProtocol.__init__(self, addr, con_params)
        self.loop, self.transport = loop, None
        # The future of the operation that goes on, and what a cancellation waits for.
        self.waiter = connected_fut
        self.cancel_waiter = self.cancel_sent_waiter = None
        self.timeout_handle = None
        self.settings = ConnectionSettings()
        self.record_class = record_class
        self.statement, self.return_extra, self.last_query = None, False, None
        self.conref = None
        self.closing = False
        self.is_reading = True
        self.writing_allowed = asyncio.Event()
        self.writing_allowed.set()
        self.queries_count = 0
        self.is_ssl = False
        self.create_future = loop.create_future

    def set_connection(self, connection):
        self.conref = weakref.ref(connection)

    def _connection(self):
        return None if self.conref is None else self.conref()

    def get_server_pid(self):
        return self.backend_pid

    def get_settings(self):
        return self.settings

    def get_record_class(self):
        return self.record_class

    def is_closed(self):
        return self.closing

    def is_connected(self):
        return not self.closing and self.is_ready

    def resume_reading(self):
        if not self.is_reading:
            self.is_reading = True
            self.transport.resume_reading()

    def pause_reading(self):
        if self.is_reading:
            self.is_reading = False
            self.transport.pause_reading()

    # --- Operations ---

    async def _may_begin(self, timeout):
        """Waits until a cancelled operation is over; returns the time that is left."""
        timeout = await self._wait_for_cancellation(self._get_timeout_impl(timeout))
        self._check_state()
        return timeout

    def _started(self, timeout, ask, *, statement=None, query=None, return_extra=False, counts=False):
        """Asks the server, and returns the future of its answer."""
        waiter = self._new_waiter(timeout)
        try:
            ask()
            self.statement = statement
            self.last_query = statement.query if query is None and statement is not None else query
            self.return_extra = return_extra
            self.queries_count += counts
        except Exception as error:
            waiter.set_exception(error)
            self._coreproto_error()
        return waiter

    async def prepare(self, stmt_name, query, timeout, *, state=None, ignore_custom_codec=False, record_class):
        timeout = await self._may_begin(timeout)
        if state is None:
            state = PreparedStatementState(stmt_name, query, self, record_class, ignore_custom_codec)
        ask = lambda: self._prepare_and_describe(stmt_name, query)
        return await self._started(timeout, ask, statement=state, query=query)

    def _reparse(self, state):
        if not state.prepared:
            self._write(_messages.parse(state.name, state.query))

    async def bind_execute(self, state, args, portal_name, limit, return_extra, timeout):
        timeout = await self._may_begin(timeout)
        bound = state.bound(args)

        def ask():
            self._reparse(state)
            self._bind_execute(portal_name, state.name, bound, limit)

        return await self._started(timeout, ask, statement=state, return_extra=return_extra, counts=True)

    async def bind_execute_many(self, state, args, portal_name, timeout, return_rows):
        timeout = await self._may_begin(timeout)
        timer = Timer(timeout)
        # Encoded as they are sent, so that they need not all be in memory.
        bound = (state.bound(each, place) for place, each in enumerate(args))
        waiter = self._new_waiter(timeout)
        try:
            self._reparse(state)
            # Before it is sent: the end of an empty sequence is a result at once.
            self.last_query, self.statement, self.return_extra = state.query, state, False
            more = self._bind_execute_many(portal_name, state.name, bound, return_rows)
            self.queries_count += 1
            while more:
                with timer:
                    await compat.wait_for(self.writing_allowed.wait(), timeout=timer.get_remaining_budget())
                    await asyncio.sleep(0)
                if not timer.has_budget_greater_than(0):
                    raise asyncio.TimeoutError
                more = self._bind_execute_many_more()
        except asyncio.TimeoutError as error:
            self._bind_execute_many_fail(error)
        except Exception as error:
            waiter.set_exception(error)
            self._coreproto_error()
        return await waiter

    async def bind(self, state, args, portal_name, timeout):
        timeout = await self._may_begin(timeout)
        bound = state.bound(args)

        def ask():
            self._reparse(state)
            self._bind(portal_name, state.name, bound)

        return await self._started(timeout, ask, statement=state)

    async def execute(self, state, portal_name, limit, return_extra, timeout):
        timeout = await self._may_begin(timeout)
        ask = lambda: self._execute(portal_name, limit)
        return await self._started(timeout, ask, statement=state, return_extra=return_extra, counts=True)

    async def close_portal(self, portal_name, timeout):
        timeout = await self._may_begin(timeout)
        return await self._started(timeout, lambda: self._close(b"P", portal_name))

    async def close_statement(self, state, timeout):
        timeout = await self._may_begin(timeout)
        if state.refs != 0:
            raise exceptions.InternalClientError(f"cannot close prepared statement; refs == {state.refs} != 0")

        def ask():
            self._close(b"S", state.name)
            state.closed = True

        return await self._started(timeout, ask)

    async def query(self, query, timeout):
        timeout = await self._may_begin(self._get_timeout(timeout))
        return await self._started(timeout, lambda: self._simple_query(query), query=query, counts=True)

    # --- What the exchanges bring ---

    def _set_server_parameter(self, name, value):
        self.settings.add_setting(name, value)

    def _on_notice(self, fields):
        connection = self._connection()
        if connection is not None:
            connection._process_log_message(fields, self.last_query)

    def _on_notification(self, pid, channel, payload):
        connection = self._connection()
        if connection is not None:
            connection._process_notification(pid, channel, payload)

    def _decode_row(self, body):
        return self.statement.row(body)

    def _on_result(self):
        self._forget_timeout()
        if self.cancel_waiter is not None:
            # What has ended is what was cancelled.
            if not self.cancel_waiter.done():
                self.cancel_waiter.set_result(None)
            self.cancel_waiter = None
            if self.waiter is not None and self.waiter.done():
                self.waiter = None
            if self.waiter is None:
                return
        try:
            waiter, self.waiter = self.waiter, None
            if not waiter.cancelled():
                self._dispatch_result(waiter)
        finally:
            self.statement, self.last_query, self.return_extra = None, None, False

    def _dispatch_result(self, waiter):
        if self.failure is not None:
            waiter.set_exception(self.failed(self.last_query))
            return
        try:
            result = self._result()
        except Exception as error:
            waiter.set_exception(error)
        else:
            waiter.set_result(result)

    def _result(self):
        """What an operation has come to."""
        state = self.state
        if state is State.AUTH:
            return True
        if state is State.PREPARE:
            self.statement.described(self.described_parameters, self.described_columns)
            return self.statement
        if state in (State.BIND_EXECUTE, State.BIND_EXECUTE_MANY, State.EXECUTE):
            return (self.result, self.status, self.completed) if self.return_extra else self.result
        if state in (State.SIMPLE_QUERY, State.COPY_IN_DATA):
            return self.status.decode(self.encoding)
        if state in (State.COPY_OUT_DATA, State.COPY_OUT_DONE):
            done = state is State.COPY_OUT_DONE
            # The sink may be slower than the server.
            self.pause_reading()
            return self.result, done, self.status.decode(self.encoding) if done else None
        return self.result

    # --- asyncio's callbacks ---

    def connection_made(self, transport):
        self.transport = transport
        self.is_ssl = transport.get_extra_info("ssl_object") is not None
        sock = transport.get_extra_info("socket")
        if sock is not None and sock.family != getattr(socket, "AF_UNIX", None):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connect()

    def data_received(self, data):
        self.inbox.feed(data)
        self._read_messages()

    def connection_lost(self, error):
        self.is_ready = False
        self._set_state(State.FAILED)
        if not self.closing:
            # Nobody here has asked for it.
            self.closing = True
            connection = self._connection()
            if connection is not None:
                connection._cleanup()
            self._handle_waiter_on_connection_lost(error)
            return
        if self.waiter is not None and not self.waiter.done():
            if error is None:
                self.waiter.set_result(None)
            else:
                self.waiter.set_exception(error)
        self.waiter = None
        self._complete_cancel_waiters()

    def pause_writing(self):
        self.writing_allowed.clear()

    def resume_writing(self):
        self.writing_allowed.set()

    def _write(self, data):
        self.transport.write(data)


class Protocol(BaseProtocol, asyncio.Protocol):
    """The protocol that a transport is given."""


def _create_record(mapping, elements):
    """Makes a record of its own, for tests."""
    return RecordDescriptor(mapping, tuple(mapping) if mapping else ()).record_of(Record, elements)
