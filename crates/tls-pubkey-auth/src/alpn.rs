//! Which protocols a client may offer to a listener (ALPN, RFC 7301), so that a connection for another service, redirected by an
//! attacker in the middle, is not served (ALPACA).

/// The registered names of other protocols. Mail submission has no name
/// (<https://www.iana.org/assignments/tls-extensiontype-values>).
const OTHERS: [&[u8]; 14] = [
    b"http/0.9",
    b"http/1.0",
    b"http/1.1",
    b"h2",
    b"h2c",
    b"h3",
    b"ftp",
    b"imap",
    b"pop3",
    b"managesieve",
    b"xmpp-client",
    b"xmpp-server",
    b"nntp",
    b"irc",
];

/// Which application protocols a listener serves (RFC 7301). A client that offers none goes on in any case.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alpn {
    /// Any: what clients offer is ignored.
    #[default]
    Any,
    /// The protocol with this registered name. A client that offers only other names is refused.
    Named(&'static str),
    /// A protocol without a registered name, such as message submission. A client that offers only names of other known
    /// protocols is refused.
    Unnamed,
}

/// Returns whether all names that a submission client offers are those of other protocols.
pub(crate) fn are_others<'a>(mut offered: impl Iterator<Item = &'a [u8]>) -> bool {
    offered.all(|name| OTHERS.contains(&name))
}
