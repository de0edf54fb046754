//! The lines of a script, read in the course of an exchange.
use super::{
    script::{Expect, Line, Says, Script},
    text::show,
};
use crate::tamper::From;

/// The line number, the expected text and the actual one.
pub(super) struct Differs(pub(super) usize, pub(super) String, pub(super) String);

/// The lines of the script and the last one that was read.
pub(super) struct Reader<'s> {
    lines: std::slice::Iter<'s, Line>,
    at: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(script: &'s Script) -> Self {
        Self { lines: script.lines.iter(), at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<&'s Says> {
        let line = self.lines.next()?;
        self.at = line.number;
        Some(&line.says)
    }

    /// Returns the next line without reading it.
    pub(super) fn peek(&self) -> Option<&'s Says> {
        self.lines.clone().next().map(|line| &line.says)
    }

    /// Checks that the script has ended, where `happens` is the event in the exchange.
    pub(super) fn over(&mut self, happens: &str) -> Result<(), Differs> {
        match self.next() {
            None => Ok(()),
            more => Err(self.differs(&written(more), happens)),
        }
    }

    /// Checks that the script has the message which the tested end has sent.
    pub(super) fn said(&mut self, by: From, message: &[u8]) -> Result<(), Differs> {
        match self.next() {
            Some(Says::Message(from, octets)) if *from == by && octets == message => Ok(()),
            other => Err(self.differs(&written(other), &written(Some(&Says::Message(by, message.to_vec()))))),
        }
    }

    pub(super) fn differs(&self, expected: &str, got: &str) -> Differs {
        Differs(self.at, expected.into(), got.into())
    }
}

/// Formats a message as in a transcript.
pub(super) fn written(says: Option<&Says>) -> String {
    match says {
        Some(Says::Message(From::Client, octets)) => format!("C: {}", show(octets)),
        Some(Says::Message(From::Server, octets)) => format!("S: {}", show(octets)),
        Some(Says::Cancels) => "C*".into(),
        None => "the end of the transcript".into(),
    }
}

pub(super) fn wanted(expect: &Expect) -> String {
    match expect {
        Expect::Accepted => "accepted".into(),
        Expect::Rejected(label) => format!("rejected {label}"),
        Expect::ClientError(kind) => format!("client-error {kind}"),
    }
}
