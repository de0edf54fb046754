//! Why a connection ends.
use core::fmt;

/// What the peer has done against the protocol, so that the connection ends. Nothing of the line is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Violation {
    /// A line has more than [`MAX_LINE`](crate::limits::MAX_LINE) octets.
    LineTooLong,
    /// A line has a NUL in it.
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
    /// The id is the id of an open exchange.
    IdInUse,
    /// A request names no mechanism.
    NoMechanism,
    /// A request names no service.
    NoService,
    /// A field follows `resp=`.
    AfterResponse,
    /// A field is missing.
    MissingField,
    /// The server ended its greeting without a mechanism; a master or user socket does so.
    NoMechanisms,
    /// The server's greeting has more lines than [`MAX_GREETING`](crate::limits::MAX_GREETING).
    LongGreeting,
    /// Too many exchanges are in progress for a caller whose version has no temporary failure.
    TooManyExchanges,
    /// The service is not available, and the caller's version has no temporary failure: the end of the connection is one.
    Unavailable,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LineTooLong => "a line is longer than 16384 octets",
            Self::Nul => "a line has a NUL in it",
            Self::NoVersion => "the first line is not VERSION",
            Self::Version => "the protocol's major version is not 1",
            Self::Pid => "the client's process id is missing, 0 or not a number",
            Self::Command => "the command is unknown or not legal now",
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
