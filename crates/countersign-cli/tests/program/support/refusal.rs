//! The reply table, as a client sees it.
use super::{Protocol, Protocol::Imap, Protocol::Smtp, Serve, Wire};

pub(crate) const BOTH: [Protocol; 2] = [Imap, Smtp];

/// A row of the reply table, as the protocol begins it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    pub(crate) imap: &'static str,
    pub(crate) smtp: &'static str,
}

pub(crate) const BAD_CREDENTIALS: Reply = Reply { imap: "t NO [AUTHENTICATIONFAILED] ", smtp: "535 5.7.8 " };
pub(crate) const UNDECODABLE: Reply = Reply { imap: "t BAD Not valid base64", smtp: "501 5.5.2 " };
pub(crate) const CANCELLED: Reply = Reply { imap: "t BAD Login cancelled", smtp: "501 5.7.0 " };
pub(crate) const TOO_LONG: Reply = Reply { imap: "t BAD The line is too long", smtp: "500 5.5.6 " };
pub(crate) const MALFORMED: Reply = Reply { imap: "t NO Not a message", smtp: "501 5.5.2 " };
pub(crate) const NOT_OFFERED: Reply = Reply { imap: "t NO This way", smtp: "504 5.5.4 " };
pub(crate) const NEEDS_TLS: Reply = Reply { imap: "t NO [PRIVACYREQUIRED] ", smtp: "504 5.5.4 " };

/// The command that begins an exchange, with what stands after the name.
pub(crate) fn begin(protocol: Protocol, mechanism: &str, initial: Option<&[u8]>) -> Vec<u8> {
    let verb = if protocol == Imap { "t AUTHENTICATE" } else { "AUTH" };
    let mut command = format!("{verb} {mechanism}").into_bytes();
    if let Some(initial) = initial {
        command.push(b' ');
        command.extend_from_slice(initial);
    }
    command.extend_from_slice(b"\r\n");
    command
}

/// The server answers with this row, tells of the attempt, and the connection is as good as new.
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
    let expected = if protocol == Imap { reply.imap } else { reply.smtp };
    assert!(line.starts_with(expected), "{protocol:?} {what}: {line}, not {expected}");
    assert_eq!(serve.result(), result, "{protocol:?} {what}");
    assert!(wire.log_in(protocol), "{protocol:?} {what}: a good login afterwards");
    assert_eq!(serve.result(), "accepted");
}
