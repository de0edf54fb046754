//! A script's lines, read as an exchange goes on.
use super::{
    script::{Expect, Line, Says, Script},
    text::show,
};
use crate::tamper::From;

/// Line, what it says, what there was instead.
pub(super) struct Differs(pub(super) usize, pub(super) String, pub(super) String);

/// The script's lines, and the last one read.
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

    /// The next line, without reading it.
    pub(super) fn peek(&self) -> Option<&'s Says> {
        self.lines.clone().next().map(|line| &line.says)
    }

    /// The script has to be at its end; this is what happens there.
    pub(super) fn over(&mut self, happens: &str) -> Result<(), Differs> {
        match self.next() {
            None => Ok(()),
            more => Err(self.differs(&written(more), happens)),
        }
    }

    /// The end that is played has said this: does the script?
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

/// As a transcript has it.
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
