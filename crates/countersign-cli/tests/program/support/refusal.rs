//! The reply table, as a client sees it.
use super::{Protocol, Serve, Wire};

/// A row of the reply table: the beginning of the line in each protocol.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply([&'static str; 4]);

pub(crate) const BAD_CREDENTIALS: Reply =
    Reply(["t NO [AUTHENTICATIONFAILED] ", "535 5.7.8 ", "-ERR [AUTH] ", "NO \"Login failed"]);
pub(crate) const UNDECODABLE: Reply =
    Reply(["t BAD Not valid base64", "501 5.5.2 ", "-ERR Not valid base64", "NO \"Not valid base64"]);
pub(crate) const CANCELLED: Reply =
    Reply(["t BAD Login cancelled", "501 5.7.0 ", "-ERR Login cancelled", "NO \"Login cancelled"]);
pub(crate) const TOO_LONG: Reply = Reply([
    "t BAD The line is too long",
    "500 5.5.6 ",
    "-ERR The line is too long",
    "NO \"The line is too long",
]);
pub(crate) const MALFORMED: Reply =
    Reply(["t NO Invalid message", "501 5.5.2 ", "-ERR Invalid message", "NO \"Invalid message"]);
pub(crate) const NOT_OFFERED: Reply =
    Reply(["t NO Mechanism not", "504 5.5.4 ", "-ERR Mechanism not", "NO \"Mechanism not"]);
pub(crate) const NEEDS_TLS: Reply = Reply([
    "t NO [PRIVACYREQUIRED] ",
    "504 5.5.4 ",
    "-ERR This mechanism requires",
    "NO (ENCRYPT-NEEDED) \"This mechanism requires",
]);
pub(crate) const LOGGED_IN: Reply =
    Reply(["t BAD Already", "503 5.5.1 Already", "-ERR Already", "NO \"Already"]);

pub(crate) const UNAVAILABLE: Reply =
    Reply(["t NO [UNAVAILABLE] ", "454 4.7.0 ", "-ERR [SYS/TEMP] ", "NO (TRYLATER) "]);

impl Reply {
    /// Returns how a line of this protocol begins.
    pub(crate) fn begins(self, protocol: Protocol) -> &'static str {
        protocol.pick(self.0)
    }
}

/// Checks that the server answers with this row and reports the attempt, and that the connection still works.
#[track_caller]
pub(crate) fn refused(
    serve: &Serve,
    wire: &mut Wire,
    protocol: Protocol,
    reply: Reply,
    result: &str,
    what: &str,
) {
    let line = wire.line();
    let expected = reply.begins(protocol);
    assert!(line.starts_with(expected), "{protocol:?} {what}: {line}, not {expected}");
    assert_eq!(serve.result(), result, "{protocol:?} {what}");
    assert!(wire.log_in(protocol), "{protocol:?} {what}: a good login afterwards");
    assert_eq!(serve.result(), "accepted");
}
