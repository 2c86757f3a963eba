//! Errors of the network by their numbers, which are Linux's on every target: programs compare them with `errno`.

use std::fmt;

/// The number of an error of a system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ErrorNumber(pub i32);

impl ErrorNumber {
    /// No such file: a socket's path does not exist.
    pub const NO_ENTRY: ErrorNumber = ErrorNumber(2);
    /// No open file has the number.
    pub const BAD_FILE: ErrorNumber = ErrorNumber(9);
    /// The call would have to wait.
    pub const AGAIN: ErrorNumber = ErrorNumber(11);
    /// Not allowed to a student: a port below 1024.
    pub const ACCESS: ErrorNumber = ErrorNumber(13);
    /// A file is registered already.
    pub const EXISTS: ErrorNumber = ErrorNumber(17);
    /// An argument that makes no sense.
    pub const INVALID: ErrorNumber = ErrorNumber(22);
    /// More files than a program may have open.
    pub const TOO_MANY_FILES: ErrorNumber = ErrorNumber(24);
    /// Nobody reads any more.
    pub const BROKEN_PIPE: ErrorNumber = ErrorNumber(32);
    /// The file is no socket.
    pub const NOT_SOCKET: ErrorNumber = ErrorNumber(88);
    /// A datagram without an address to go to.
    pub const NO_DESTINATION: ErrorNumber = ErrorNumber(89);
    /// A datagram that is too long.
    pub const TOO_LONG: ErrorNumber = ErrorNumber(90);
    /// The address is of another kind than the socket.
    pub const WRONG_TYPE: ErrorNumber = ErrorNumber(91);
    /// The operation is not one of this kind of socket.
    pub const NOT_SUPPORTED: ErrorNumber = ErrorNumber(95);
    /// The kind of addresses is not there.
    pub const NO_FAMILY: ErrorNumber = ErrorNumber(97);
    /// Another socket has the address.
    pub const IN_USE: ErrorNumber = ErrorNumber(98);
    /// The address is none of this machine.
    pub const NOT_AVAILABLE: ErrorNumber = ErrorNumber(99);
    /// No way leads to the address.
    pub const UNREACHABLE: ErrorNumber = ErrorNumber(101);
    /// The peer has broken the connection off.
    pub const RESET: ErrorNumber = ErrorNumber(104);
    /// The socket has its connection already.
    pub const IS_CONNECTED: ErrorNumber = ErrorNumber(106);
    /// The socket has no connection.
    pub const NOT_CONNECTED: ErrorNumber = ErrorNumber(107);
    /// Nobody has answered.
    pub const TIMED_OUT: ErrorNumber = ErrorNumber(110);
    /// Nobody listens at the address.
    pub const REFUSED: ErrorNumber = ErrorNumber(111);
    /// An earlier call connects the socket.
    pub const ALREADY: ErrorNumber = ErrorNumber(114);
    /// The connection is being made.
    pub const IN_PROGRESS: ErrorNumber = ErrorNumber(115);

    /// The words of the C library for the error.
    pub fn message(self) -> &'static str {
        self.known_message().unwrap_or("Unknown error")
    }

    /// The words of the C library for the error, if it is one of these.
    pub fn known_message(self) -> Option<&'static str> {
        Some(match self.0 {
            2 => "No such file or directory",
            9 => "Bad file descriptor",
            11 => "Resource temporarily unavailable",
            13 => "Permission denied",
            17 => "File exists",
            22 => "Invalid argument",
            24 => "Too many open files",
            32 => "Broken pipe",
            88 => "Socket operation on non-socket",
            89 => "Destination address required",
            90 => "Message too long",
            91 => "Protocol wrong type for socket",
            95 => "Operation not supported",
            97 => "Address family not supported by protocol",
            98 => "Address already in use",
            99 => "Cannot assign requested address",
            101 => "Network is unreachable",
            104 => "Connection reset by peer",
            106 => "Transport endpoint is already connected",
            107 => "Transport endpoint is not connected",
            110 => "Connection timed out",
            111 => "Connection refused",
            114 => "Operation already in progress",
            115 => "Operation now in progress",
            _ => return None,
        })
    }
}

impl fmt::Display for ErrorNumber {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "[Errno {}] {}", self.0, self.message())
    }
}
