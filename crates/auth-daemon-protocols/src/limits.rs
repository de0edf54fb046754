//! The limits of lengths (in octets) and numbers.

/// The maximum length of a line of Dovecot's protocol, without its LF, as in Dovecot.
pub const MAX_LINE: usize = 16_384;

/// The maximum number of open exchanges of a connection. A cancelled one counts while the application processes
/// it.
pub const MAX_EXCHANGES: usize = 64;

/// The maximum length of a message in a server's challenge, final response or failure data.
///
/// A line has enough space for it and two names of [`MAX_NAME`] octets with the longest escapes. (Exim reads lines
/// of 8,192 octets, which have space for 6,100 octets.)
pub const MAX_MESSAGE: usize = 8192;

/// The maximum length of a user name in a server's answer.
pub const MAX_NAME: usize = 1024;

/// The maximum number of lines in a server's greeting that a client reads.
pub const MAX_GREETING: usize = 256;

/// The maximum length of a login, service or realm of saslauthd's protocol, as in the original daemon.
pub const MAX_SASLAUTHD_STRING: usize = 256;

/// The maximum length of a password of saslauthd's protocol. The limit of the original daemon is 256.
pub const MAX_SASLAUTHD_PASSWORD: usize = 8192;

/// The maximum length of an answer of saslauthd's protocol that a client reads.
pub const MAX_SASLAUTHD_ANSWER: usize = 1024;

/// The maximum length of a client's response. An initial response must also fit in the line of the request.
pub const MAX_RESPONSE: usize = 12_000;

/// The maximum length of a channel binding in a client's response.
pub const MAX_BINDING: usize = 256;
