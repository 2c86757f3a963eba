"""The client's side of the protocol as a state machine: what a message means in the midst of which operation."""

import enum
import hashlib
import struct

from asyncpg import exceptions
from asyncpg.exceptions import _base

from . import _messages
from ._scram import ScramExchange


class State(enum.IntEnum):
    """The operation that a connection is in."""

    IDLE = 0
    FAILED = 1
    # An error of ours or of a statement: the rest of the answers is of no interest.
    ERROR_CONSUME = 2
    CANCELLED = 3
    TERMINATING = 4
    AUTH = 10
    PREPARE = 11
    BIND_EXECUTE = 12
    BIND_EXECUTE_MANY = 13
    CLOSE = 14
    SIMPLE_QUERY = 15
    EXECUTE = 16
    BIND = 17
    COPY_OUT = 18
    COPY_OUT_DATA = 19
    COPY_OUT_DONE = 20
    COPY_IN = 21
    COPY_IN_DATA = 22


# What follows upon what, beside an operation that begins when the connection is idle.
_FOLLOWS = {
    (State.COPY_OUT, State.COPY_OUT_DATA),
    (State.COPY_OUT_DATA, State.COPY_OUT_DONE),
    (State.COPY_IN, State.COPY_IN_DATA),
}
_ALWAYS = {State.FAILED, State.CANCELLED, State.TERMINATING}
_EXECUTING = {State.BIND_EXECUTE, State.BIND_EXECUTE_MANY, State.EXECUTE}
_COPYING_OUT = {State.COPY_OUT_DATA, State.COPY_OUT_DONE}

_OK, _PASSWORD, _MD5, _SASL, _SASL_CONTINUE, _SASL_FINAL = 0, 3, 5, 10, 11, 12
_METHODS = {2: "kerberosv5", 3: "password", 5: "md5", 7: "gss", 9: "sspi", 10: "scram-sha-256"}

# So much of the arguments of `executemany` is sent at once: buffers, and bytes in each.
_BUFFERS, _BUFFER_SIZE = 4, 32768


class CoreProtocol:
    """A connection's exchanges. What is done with their results is left to the class above it."""

    def __init__(self, addr, con_params):
        self.address, self.con_params = addr, con_params
        self.user, self.password = con_params.user, con_params.password
        self.inbox = _messages.Inbox()
        self.is_ready = False
        self.state = State.IDLE
        self.transaction = b"I"
        self.encoding = "utf-8"
        self.backend_pid = self.backend_secret = None
        self._auth_received = False
        self._scram = None
        self._reset_result()

    def is_in_transaction(self):
        return self.transaction in (b"T", b"E")

    # --- What the server says ---

    def _read_messages(self):
        while (taken := self.inbox.take()) is not None:
            letter, body = taken
            try:
                self._process(letter, body)
            except Exception as error:
                self.failure = error
                if letter == b"Z":
                    self._push_result()
                else:
                    self.state = State.ERROR_CONSUME

    def _process(self, letter, body):
        state = self.state
        if letter == b"S":
            self._set_server_parameter(*_messages.texts(body, self.encoding)[:2])
        elif letter == b"A":
            channel, payload = _messages.texts(body[4:], self.encoding)
            self._on_notification(int.from_bytes(body[:4], "big"), channel, payload)
        elif letter == b"N":
            self._on_notice(_messages.fields(body))
        elif state is State.TERMINATING:
            pass
        elif state is State.IDLE or state is State.FAILED:
            raise exceptions.InternalClientError(
                f"cannot process message {letter.decode()!r}: protocol is in an unexpected state {int(state)!r}."
            )
        elif state is State.AUTH:
            self._process_authentication(letter, body)
        elif letter == b"Z":
            self._process_ready(body)
        elif state is State.ERROR_CONSUME:
            pass
        elif letter == b"E":
            self.failure = _messages.fields(body)
            if state is State.PREPARE:
                # Nothing was sent that would end the error, as the description is only flushed.
                self._write(_messages.SYNC)
                self.state = State.ERROR_CONSUME
        elif letter == b"D" and state in _EXECUTING:
            self._take_rows(body)
        elif letter == b"d" and state in _COPYING_OUT:
            self._take_copied(body)
        elif letter == b"C" and state is not State.CANCELLED:
            self.completed = True
            self.status = body[:-1]
        elif state is State.PREPARE:
            self._process_description(letter, body)
        elif letter == b"H" and state is State.COPY_OUT:
            self._set_state(State.COPY_OUT_DATA)
        elif letter == b"c" and state in _COPYING_OUT:
            self._set_state(State.COPY_OUT_DONE)
        elif letter == b"G" and state is State.COPY_IN:
            self._set_state(State.COPY_IN_DATA)

    def _process_ready(self, body):
        self.transaction = body
        if self.state is State.ERROR_CONSUME and self.failure is None:
            self.failure = exceptions.InternalClientError("unknown error in protocol implementation")
        self._push_result()

    def _process_description(self, letter, body):
        if letter == b"t":
            self.described_parameters = body
        elif letter == b"T":
            self.described_columns = body
            self._push_result()
        elif letter == b"n":
            self._push_result()

    def _take_rows(self, body):
        """Takes a row, and those that have come with it."""
        row = self._decode_row
        while True:
            if not self.discards_rows:
                self.result.append(row(body))
            if (taken := self.inbox.take(b"D")) is None:
                break
            body = taken[1]

    def _take_copied(self, body):
        """Takes data of a copy, and what has come with it; it is handed over if nothing else follows."""
        parts = [body]
        while (taken := self.inbox.take(b"d")) is not None:
            parts.append(taken[1])
        self.result = b"".join(parts)
        if not self.inbox.is_complete():
            self._on_result()
            self.result = None

    # --- Authentication ---

    def _process_authentication(self, letter, body):
        if letter == b"R":
            try:
                answer = self._answer(struct.unpack_from("!i", body)[0], body[4:])
            except Exception as error:
                self.failure = exceptions.InternalClientError(f"unexpected error while performing authentication: {error}")
                self.failure.__cause__ = error
                answer = None
            if self.failure is not None:
                self.is_ready = False
                self._push_result()
            elif answer is not None:
                self._write(_messages.message(b"p", answer))
        elif letter == b"K":
            self.backend_pid, self.backend_secret = struct.unpack_from("!ii", body)
        elif letter == b"E":
            self.failure = _messages.fields(body)
            self._push_result()
        elif letter == b"Z":
            self.transaction = body
            self.is_ready = True
            self._push_result()

    def _answer(self, asked, body):
        """What a server is answered that asks who a client is; `None` if it asks no more."""
        user, password = self.user or "", self.password or ""
        if asked == _OK:
            self._auth_received = True
        elif asked == _PASSWORD:
            return _messages.text(password)
        elif asked == _MD5:
            inner = hashlib.md5((password + user).encode()).hexdigest().encode()
            return b"md5" + hashlib.md5(inner + body[:4]).hexdigest().encode() + b"\0"
        elif asked == _SASL:
            offered = [method for method in body.split(b"\0") if method]
            known = [method for method in offered if method in ScramExchange.METHODS]
            if known:
                self._scram = ScramExchange(known[0])
                return self._scram.first_message(user)
            names = ", ".join(method.decode() for method in offered)
            self.failure = exceptions.InterfaceError(
                f"unsupported SASL Authentication methods requested by the server: {names!r}"
            )
        elif asked == _SASL_CONTINUE:
            return self._scram.final_message(body, password)
        elif asked == _SASL_FINAL:
            if not self._scram.is_confirmed_by(body):
                self.failure = exceptions.InterfaceError(
                    "could not verify server signature for SCRAM authentication: scram-sha-256"
                )
            self._scram = None
        else:
            self.failure = exceptions.InterfaceError(
                f"unsupported authentication method requested by the server: {_METHODS.get(asked, asked)!r}"
            )
        return None

    # --- Results ---

    def _push_result(self):
        try:
            self._on_result()
        finally:
            self._set_state(State.IDLE)
            self._reset_result()

    def _reset_result(self):
        # An error of ours, or the fields of one of the server's.
        self.failure = None
        self.result = None
        self.described_parameters = self.described_columns = None
        self.status = None
        self.completed = False
        self.discards_rows = False
        self._many = None

    def failed(self, query):
        """The error in which an operation has ended."""
        if isinstance(self.failure, dict):
            return _base.PostgresError.new(self.failure, query=query)
        return self.failure

    def _set_state(self, new):
        old = self.state
        if new is State.IDLE:
            if old is State.FAILED:
                raise exceptions.InternalClientError(
                    'cannot switch to "idle" state; protocol is in the "failed" state'
                )
        elif new not in _ALWAYS and old is not State.IDLE and (old, new) not in _FOLLOWS:
            if old is State.FAILED:
                raise exceptions.InternalClientError(
                    f'cannot switch to state {int(new)}; protocol is in the "failed" state'
                )
            raise exceptions.InternalClientError(
                f"cannot switch to state {int(new)}; another operation ({int(old)}) is in progress"
            )
        self.state = new

    # --- What the server is asked ---

    def _begin(self, state, message):
        if not self.is_ready:
            raise exceptions.InternalClientError("not connected")
        self._set_state(state)
        self._write(message)

    def _connect(self):
        if self.is_ready:
            raise exceptions.InternalClientError("already connected")
        self._set_state(State.AUTH)
        parameters = [("client_encoding", "'utf-8'"), ("user", self.con_params.user)]
        parameters.append(("database", self.con_params.database))
        parameters += (self.con_params.server_settings or {}).items()
        self._write(_messages.startup(parameters))

    def _prepare_and_describe(self, name, query):
        self._begin(State.PREPARE, _messages.parse(name, query) + _messages.describe(name) + _messages.FLUSH)

    def _bind_execute(self, portal, statement, arguments, limit):
        self.result = []
        message = _messages.bind(portal, statement, arguments) + _messages.execute(portal, limit)
        self._begin(State.BIND_EXECUTE, message + _messages.SYNC)

    def _bind_execute_many(self, portal, statement, arguments, return_rows):
        if not self.is_ready:
            raise exceptions.InternalClientError("not connected")
        self._set_state(State.BIND_EXECUTE_MANY)
        self.result = [] if return_rows else None
        self.discards_rows = not return_rows
        self._many = portal, statement, arguments
        return self._bind_execute_many_more(True)

    def _bind_execute_many_more(self, first=False):
        """Sends the next arguments; tells if there are more."""
        # The server may have answered with an error while they were sent.
        if self.failure is not None:
            self._write(_messages.SYNC)
            return False
        portal, statement, arguments = self._many
        buffers = []
        while len(buffers) < _BUFFERS:
            buffer = bytearray()
            while len(buffer) < _BUFFER_SIZE:
                try:
                    bound = next(arguments)
                except StopIteration:
                    if first:
                        self._push_result()
                    else:
                        self._write(b"".join([*buffers, buffer, _messages.SYNC]))
                    return False
                except Exception as error:
                    self._bind_execute_many_fail(error, first)
                    return False
                first = False
                buffer += _messages.bind(portal, statement, bound) + _messages.execute(portal, 0)
            buffers.append(buffer)
        self._write(b"".join(buffers))
        return True

    def _bind_execute_many_fail(self, error, first=False):
        self.failure = error
        if first:
            self._push_result()
        elif self.is_in_transaction():
            self._write(_messages.SYNC)
        else:
            # What was executed has begun a transaction of its own. A simple query would be ignored if the server waits for
            # the end of an error.
            rollback = _messages.parse("", "ROLLBACK") + _messages.bind("", "", _messages.NO_ARGUMENTS)
            self._write(rollback + _messages.execute("", 0) + _messages.SYNC)

    def _execute(self, portal, limit):
        self.result = []
        self._begin(State.EXECUTE, _messages.execute(portal, limit) + _messages.SYNC)

    def _bind(self, portal, statement, arguments):
        self._begin(State.BIND, _messages.bind(portal, statement, arguments) + _messages.SYNC)

    def _close(self, letter, name):
        self._begin(State.CLOSE, _messages.close(letter, name) + _messages.SYNC)

    def _simple_query(self, query):
        self._begin(State.SIMPLE_QUERY, _messages.query(query))

    def _terminate(self):
        self._begin(State.TERMINATING, _messages.TERMINATE)
