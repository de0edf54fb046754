//! How long and how many. Lengths are in octets.

/// The longest line of Dovecot's protocol that is read or written, without its LF. Dovecot reads as much.
pub const MAX_LINE: usize = 16_384;

/// The open exchanges of a connection, at most. Exchanges that were cancelled count while the application works on them.
pub const MAX_EXCHANGES: usize = 64;

/// The longest message in a server's challenge, final response or failure data.
///
/// A line has room for it beside two names of [`MAX_NAME`] octets that are escaped throughout. (Exim reads lines of 8,192
/// octets, which is room for 6,100 octets.)
pub const MAX_MESSAGE: usize = 8192;

/// The longest user name in a server's answer.
pub const MAX_NAME: usize = 1024;

/// The lines of a server's greeting that a client reads, at most.
pub const MAX_GREETING: usize = 256;

/// The longest login, service or realm of saslauthd's protocol; the original daemon has the same limit.
pub const MAX_SASLAUTHD_STRING: usize = 256;

/// The longest password of saslauthd's protocol. The original daemon has 256.
pub const MAX_SASLAUTHD_PASSWORD: usize = 8192;

/// The longest answer of saslauthd's protocol that a client reads.
pub const MAX_SASLAUTHD_ANSWER: usize = 1024;

/// The longest message of a client's response; an initial response has to fit in the request's line.
pub const MAX_RESPONSE: usize = 12_000;

/// The longest channel binding of a client's response.
pub const MAX_BINDING: usize = 256;
