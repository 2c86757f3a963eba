"""SCRAM-SHA-256 (RFC 5802): proves to a server that a client knows its password, and to the client that the server does."""

import base64
import hashlib
import hmac
import secrets
import stringprep
import unicodedata

_NO_CHANNEL_BINDING = b"n,,"


class ScramExchange:
    """The client's side of an exchange."""

    METHODS = (b"SCRAM-SHA-256",)

    def __init__(self, method):
        self._method = method
        self._nonce = base64.b64encode(secrets.token_bytes(24))

    def first_message(self, user):
        self._first = b"n=" + user.encode() + b",r=" + self._nonce
        message = _NO_CHANNEL_BINDING + self._first
        return self._method + b"\0" + len(message).to_bytes(4, "big") + message

    def final_message(self, challenge, password):
        """The proof, in answer to the server's first message."""
        fields = _fields(challenge)
        nonce = fields[b"r"]
        if not nonce.startswith(self._nonce):
            raise Exception("invalid nonce")
        salt = base64.b64decode(fields[b"s"])
        salted = hashlib.pbkdf2_hmac("sha256", _prepared(password).encode(), salt, int(fields[b"i"]))
        client_key, self._server_key = _digest(salted, b"Client Key"), _digest(salted, b"Server Key")
        without_proof = b"c=" + base64.b64encode(_NO_CHANNEL_BINDING) + b",r=" + nonce
        self._said = b",".join([self._first, bytes(challenge), without_proof])
        signature = _digest(hashlib.sha256(client_key).digest(), self._said)
        proof = bytes(key ^ sign for key, sign in zip(client_key, signature))
        return without_proof + b",p=" + base64.b64encode(proof)

    def is_confirmed_by(self, final):
        """Tells if the server knows the password, too."""
        return _fields(final).get(b"v") == base64.b64encode(_digest(self._server_key, self._said))


def _fields(message):
    return dict(field.split(b"=", 1) for field in bytes(message).split(b","))


def _digest(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


_PROHIBITED = [
    getattr(stringprep, f"in_table_{name}") for name in "a1 c12 c21_c22 c3 c4 c5 c6 c7 c8 c9".split()
]


def _prepared(password):
    """A password as SASLprep (RFC 4013) has it; one that it does not allow is taken as it is, as PostgreSQL does."""
    if password.isascii():
        return password
    kept = (" " if stringprep.in_table_c12(c) else c for c in password if not stringprep.in_table_b1(c))
    made = unicodedata.normalize("NFKC", "".join(kept))
    if not made or any(is_in(c) for c in made for is_in in _PROHIBITED):
        return password
    if any(map(stringprep.in_table_d1, made)):
        at_both_ends = stringprep.in_table_d1(made[0]) and stringprep.in_table_d1(made[-1])
        if not at_both_ends or any(map(stringprep.in_table_d2, made)):
            return password
    return made
