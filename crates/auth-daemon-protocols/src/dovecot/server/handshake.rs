//! The states before the first request.
use super::{
    super::{
        fields::{Fields, number},
        line::Writer,
        lines::Lines,
        mechanism::Mechanism,
        version::{self, Minor},
        violation::Violation,
    },
    engine::Engine,
    exchange::Exchanges,
    open::Open,
    request::listed,
    trust::Trust,
};
use crate::output::Output;
use alloc::sync::Arc;
use core::{fmt, marker::PhantomData, time::Duration};

/// The identity of a connection. Each connection of a daemon has a different `connection` and an unpredictable
/// `cookie`.
#[derive(Clone, Copy)]
pub struct Identity {
    /// The process id of the daemon: `SPID`.
    pub process: u32,
    /// The number of this connection: `CUID`.
    pub connection: u32,
    /// 16 octets from a cryptographic random number generator: `COOKIE`.
    pub cookie: [u8; 16],
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("process", &self.process)
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}

/// The data that all states of a connection share.
pub(crate) struct Common<T: Trust> {
    pub(crate) identity: Identity,
    pub(crate) mechanisms: Arc<[Mechanism]>,
    pub(crate) exchange_time: Duration,
    pub(crate) lines: Lines,
    pub(crate) trust: PhantomData<T>,
}

/// The state after the greeting and before the caller's version.
///
/// Before [`Open`] there is no deadline: the program closes a connection whose handshake takes too long.
#[must_use = "dropping it ends the connection"]
pub struct AwaitVersion<T: Trust>(pub(crate) Common<T>);

/// The result of input in [`AwaitVersion`].
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum VersionStep<T: Trust> {
    /// All input is consumed. Read more from the socket.
    Read(AwaitVersion<T>),
    /// The version has arrived. Write the list.
    Send {
        /// `MECH` .. `DONE`.
        list: Output,
        /// The connection.
        then: AwaitPid<T>,
    },
    /// Close the socket.
    Close(Violation),
}

impl<T: Trust> AwaitVersion<T> {
    /// Processes input. Mechanisms with channel binding are listed from minor version 3 on.
    pub fn receive(mut self, input: &mut &[u8]) -> VersionStep<T> {
        match self.0.lines.next(input).and_then(|line| line.map(|line| version::read(&line)).transpose()) {
            Ok(None) => VersionStep::Read(self),
            Ok(Some(minor)) => {
                let bindings = minor >= Minor::CHANNEL_BINDING;
                let list = self.0.list(bindings);
                VersionStep::Send { list, then: AwaitPid { common: self.0, bindings, minor: Some(minor) } }
            }
            Err(violation) => VersionStep::Close(violation),
        }
    }

    /// Lists the mechanisms before the caller's version, without those with channel binding. Exim before 4.99
    /// sends its version only after the list: call this at once on a socket for such callers, or after 100 to 200
    /// ms without input.
    pub fn list_now(self) -> (Output, AwaitPid<T>) {
        (self.0.list(false), AwaitPid { common: self.0, bindings: false, minor: None })
    }
}

impl<T: Trust> Common<T> {
    fn list(&self, bindings: bool) -> Output {
        let writer = listed(&self.mechanisms, bindings)
            .fold(Writer::default(), |writer, mechanism| mechanism.write(writer));
        let writer = writer.command("SPID").number(self.identity.process).end();
        let writer = writer.command("CUID").number(self.identity.connection).end();
        writer.command("COOKIE").hex(&self.identity.cookie).end().command("DONE").end().finish()
    }
}

/// The state after the list of mechanisms. The caller's process id is expected, and its version if it has not
/// arrived.
#[must_use = "dropping it ends the connection"]
pub struct AwaitPid<T: Trust> {
    common: Common<T>,
    bindings: bool,
    minor: Option<Minor>,
}

/// The result of input in [`AwaitPid`].
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum PidStep<T: Trust> {
    /// All input is consumed. Read more from the socket.
    Read(AwaitPid<T>),
    /// The handshake is complete.
    Open(Open<T>),
    /// Close the socket.
    Close(Violation),
}

impl<T: Trust> AwaitPid<T> {
    /// Processes input.
    pub fn receive(mut self, input: &mut &[u8]) -> PidStep<T> {
        loop {
            let line = match self.common.lines.next(input) {
                Ok(Some(line)) => line,
                Ok(None) => return PidStep::Read(self),
                Err(violation) => return PidStep::Close(violation),
            };
            match self.minor {
                None => match version::read(&line) {
                    Ok(minor) => self.minor = Some(minor),
                    Err(violation) => return PidStep::Close(violation),
                },
                Some(minor) => {
                    return match pid(Fields::of(&line)) {
                        Ok(()) => PidStep::Open(self.open(minor)),
                        Err(violation) => PidStep::Close(violation),
                    };
                }
            }
        }
    }

    fn open(self, minor: Minor) -> Open<T> {
        let Common { identity, mechanisms, exchange_time, lines, trust: PhantomData } = self.common;
        Open::new(Engine {
            connection: identity.connection,
            minor,
            listed: mechanisms,
            bindings: self.bindings,
            exchange_time,
            lines,
            exchanges: Exchanges::default(),
            held: None,
        })
    }
}

/// Parses `CPID` and a non-zero number.
fn pid(mut fields: Fields<'_>) -> Result<(), Violation> {
    match fields.next() {
        Some(b"CPID") => {
            fields.next().and_then(number).filter(|pid| *pid != 0).map(|_| ()).ok_or(Violation::Pid)
        }
        _ => Err(Violation::Command),
    }
}

impl<T: Trust> fmt::Debug for AwaitVersion<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AwaitVersion").field(&self.0.identity).finish()
    }
}

impl<T: Trust> fmt::Debug for AwaitPid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AwaitPid").field(&self.common.identity).finish()
    }
}
