//! The reasons why a connection is closed.
use core::fmt;

/// The peer's violation of the protocol, which closes the connection. It contains no part of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Violation {
    /// A line exceeds [`MAX_LINE`](crate::limits::MAX_LINE) octets.
    LineTooLong,
    /// A line contains a NUL.
    Nul,
    /// The first line is not `VERSION`.
    NoVersion,
    /// The major version is not 1, or a version is not a number.
    Version,
    /// The client's process id is missing, 0, or not a number.
    Pid,
    /// The command is unknown, or not legal in this state.
    Command,
    /// An id is missing, 0, not a number, or more than 32 bits.
    Id,
    /// The id belongs to an open exchange.
    IdInUse,
    /// A request names no mechanism.
    NoMechanism,
    /// A request names no service.
    NoService,
    /// A field follows `resp=`.
    AfterResponse,
    /// A field is missing.
    MissingField,
    /// The server ended its greeting without a mechanism, as a master or user socket does.
    NoMechanisms,
    /// The server's greeting has more lines than [`MAX_GREETING`](crate::limits::MAX_GREETING).
    LongGreeting,
    /// Too many exchanges are in progress for a caller whose version has no temporary failure.
    TooManyExchanges,
    /// The service is unavailable, and the caller's version has no temporary failure, so the connection is closed
    /// in its place.
    Unavailable,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineTooLong => "a line is longer than 16384 octets",
            Self::Nul => "a line contains a NUL",
            Self::NoVersion => "the first line is not VERSION",
            Self::Version => "the protocol's major version is not 1",
            Self::Pid => "the client's process id is missing, 0 or not a number",
            Self::Command => "the command is unknown or not legal in this state",
            Self::Id => "an id is missing, 0 or not a 32-bit number",
            Self::IdInUse => "the id belongs to an open exchange",
            Self::NoMechanism => "a request names no mechanism",
            Self::NoService => "a request names no service",
            Self::AfterResponse => "a field follows resp=",
            Self::MissingField => "a field is missing",
            Self::NoMechanisms => "the server lists no mechanism: not a socket for authentication clients",
            Self::LongGreeting => "the server's greeting is too long",
            Self::TooManyExchanges => "too many exchanges are in progress",
            Self::Unavailable => "the service is not available",
        })
    }
}

impl core::error::Error for Violation {}
