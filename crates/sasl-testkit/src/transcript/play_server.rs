//! The replay of a script against the server.
use super::{
    reader::{Differs, Reader, wanted, written},
    script::{Expect, Says, Script},
    setting::Setting,
};
use crate::tamper::From;
use sasl_core::{
    Step,
    server::{self, Verdict},
};

pub(super) fn play_server(script: &Script, setting: Setting<'_>) -> Result<(), Differs> {
    let Setting { client: _, server: registry, mut application, external } = setting;
    let connection = script.server_connection();
    let connection = external.into_iter().fold(connection, server::Connection::with_external);
    let mut reader = Reader::new(script);
    let initial = match reader.peek() {
        Some(Says::Message(From::Client, octets)) => reader.next().map(|_| &**octets),
        _ => None,
    };
    let mut step = registry
        .offer(&connection)
        .start(&script.mechanism, initial, script.entropy(From::Server))
        .map_err(|error| reader.differs(&wanted(&script.expect), &error.to_string()))?;
    loop {
        step = match step {
            Step::Receive(never) => match never {},
            Step::Ask(ask) => application.answer_server(ask),
            Step::Work(work) => work.run(),
            Step::Send { message, then } => {
                reader.said(From::Server, &message)?;
                match reader.next() {
                    Some(Says::Message(From::Client, octets)) => then.receive(octets),
                    Some(Says::Cancels) => Step::Done(then.cancel()),
                    None if matches!(script.expect, Expect::ClientError(_)) => return Ok(()),
                    other => return Err(reader.differs(&written(other), "the server waits for the client")),
                }
            }
            Step::Done(verdict) => return ended(&script.expect, &verdict, reader),
        };
    }
}

fn ended(expect: &Expect, verdict: &Verdict, mut reader: Reader<'_>) -> Result<(), Differs> {
    let (data, got) = match verdict {
        Verdict::Accepted(accepted) => (accepted.success_data(), Expect::Accepted),
        Verdict::Rejected(rejected) => {
            (rejected.failure_data(), Expect::Rejected(rejected.reason().label().into()))
        }
    };
    if let Some(data) = data {
        reader.said(From::Server, data)?;
    }
    reader.over(&wanted(&got))?;
    // The client's reaction is checked at the client.
    if *expect == got || matches!(expect, Expect::ClientError(_)) {
        return Ok(());
    }
    Err(reader.differs(&wanted(expect), &wanted(&got)))
}
