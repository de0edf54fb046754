//! The replay of a script against the client.
use super::{
    reader::{Differs, Reader, wanted, written},
    script::{Expect, Says, Script},
    setting::Setting,
};
use crate::tamper::From;
use sasl_core::{Awaiting, Client, Error, ErrorKind, Step, client};

pub(super) fn play_client(script: &Script, setting: Setting<'_>) -> Result<(), Differs> {
    let Setting { client: registry, server: _, mut application, external } = setting;
    let connection = script.client_connection();
    let connection = external.into_iter().fold(connection, |connection, _| connection.with_external());
    let mut reader = Reader::new(script);
    let own = [script.mechanism.clone()];
    let offered = if script.offered.is_empty() { &own[..] } else { &script.offered };
    let choice = registry
        .choose(offered.iter().map(String::as_str), &connection, &script.preference())
        .map_err(|error| reader.differs(&wanted(&script.expect), &error.to_string()))?;
    let mut step = choice.start(script.entropy(From::Client));
    loop {
        step = match step {
            Ok(Step::Ask(ask)) => application.answer_client(ask),
            Ok(Step::Work(work)) => work.run(),
            Ok(Step::Receive(opening)) => heard(script, &mut reader, opening)?,
            Ok(Step::Send { .. }) if reader.peek() == Some(&Says::Cancels) => return Ok(()),
            Ok(Step::Send { message, then }) => {
                reader.said(From::Client, &message)?;
                heard(script, &mut reader, then)?
            }
            Ok(Step::Done(_)) => return ended(&script.expect, "accepted", &Expect::Accepted, reader),
            Err(error)
                if error.kind() == ErrorKind::Refused && matches!(script.expect, Expect::Rejected(_)) =>
            {
                return reader.over("the client has been refused");
            }
            Err(error) => {
                let got = Expect::ClientError(kind(&error).into());
                return ended(&script.expect, &format!("{} ({error})", wanted(&got)), &got, reader);
            }
        };
    }
}

/// Passes the server's next message to the client: a challenge, a success or a failure.
fn heard(
    script: &Script,
    reader: &mut Reader<'_>,
    then: Awaiting<Client>,
) -> Result<Result<client::Step, Error>, Differs> {
    let rejected = matches!(script.expect, Expect::Rejected(_));
    let next = reader.next();
    let is_last = reader.peek().is_none();
    Ok(match next {
        None if rejected => Err(then.failure()),
        None => then.success(None),
        Some(Says::Message(From::Server, _)) if is_last && rejected && script.profile.failure_data => {
            Err(then.failure())
        }
        Some(Says::Message(From::Server, data)) if is_last && !rejected && script.profile.success_data => {
            then.success(Some(data))
        }
        Some(Says::Message(From::Server, challenge)) => then.receive(challenge),
        other => return Err(reader.differs(&written(other), "the client waits for the server")),
    })
}

fn ended(expect: &Expect, shown: &str, got: &Expect, mut reader: Reader<'_>) -> Result<(), Differs> {
    reader.over(shown)?;
    if expect == got { Ok(()) } else { Err(reader.differs(&wanted(expect), shown)) }
}

fn kind(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Peer => "peer",
        ErrorKind::Refused => "refused",
        ErrorKind::Cancelled => "cancelled",
        ErrorKind::ServerNotVerified => "server-not-verified",
        ErrorKind::Policy => "policy",
        ErrorKind::Application => "application",
        ErrorKind::Internal => "internal",
        _ => "of a kind that is newer than the testkit",
    }
}
