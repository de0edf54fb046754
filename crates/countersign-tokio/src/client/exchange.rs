//! The login: choice of mechanism, exchange, outcome.
use super::{dialect, error::LoginError, options::LoginOptions, protocol::ServerReply, session::Session};
use countersign::{
    Error, Step,
    drive::{ClientAction, turn_with},
    entropy,
    mail::Command,
    sasl::{
        BindingKind, Client,
        client::{Ask, Authenticated, Choice},
    },
};
use tokio::task::spawn_blocking;
use tracing::debug;
use zeroize::Zeroizing;

/// A successful login.
#[derive(Debug)]
pub struct LoggedIn {
    /// The mechanism's name; `tls-key` if the server accepted the TLS client key as a login.
    pub mechanism: &'static str,
    /// The channel binding that the exchange was bound to.
    pub binding: Option<BindingKind>,
    /// The server has proved that it has the credentials.
    pub server_verified: bool,
    /// The account; unknown if the server accepted the key, because it does not name the account.
    pub account: Option<String>,
}

/// The largest number of unrelated lines during the exchange.
const BETWEEN: usize = 100;

/// Logs in on an open session.
pub async fn log_in(session: &mut Session, options: &LoginOptions) -> Result<LoggedIn, LoginError> {
    if session.preauth {
        return preauth(options);
    }
    let choice = choose(session, options)?;
    let entropy = entropy().map_err(|error| LoginError::Connection(error.to_string()))?;
    let name = choice.name();
    debug!(mechanism = name, "chosen");
    let mut exchange = Exchange { session, name, begun: false, challenged: false, deferred: None };
    let result = exchange.run(choice.start(entropy)?, options).await;
    let authenticated = match result {
        // The server waits for an answer that this client does not send.
        Err(LoginError::Exchange(error)) if exchange.challenged => {
            let cancel = exchange.session.protocol.cancel();
            let _ = exchange.session.write(cancel.as_bytes()).await;
            return Err(error.into());
        }
        result => result?,
    };
    debug!(mechanism = name, server_verified = authenticated.server_verified(), "logged in");
    Ok(LoggedIn {
        mechanism: authenticated.mechanism(),
        binding: authenticated.binding(),
        server_verified: authenticated.server_verified(),
        account: (!options.user.is_empty()).then(|| options.user.clone()),
    })
}

/// Handles a login by the TLS client key; an error if a mechanism was requested.
fn preauth(options: &LoginOptions) -> Result<LoggedIn, LoginError> {
    match &options.mechanism {
        Some(_) => Err(LoginError::Preauth),
        None => Ok(LoggedIn { mechanism: "tls-key", binding: None, server_verified: false, account: None }),
    }
}

fn choose(session: &Session, options: &LoginOptions) -> Result<Choice, LoginError> {
    let offered = session.mechanisms.iter().map(String::as_str);
    let chosen = options.registry()?.choose(offered, &session.connection(), &options.preference());
    chosen.map_err(LoginError::NoMechanism)
}

/// Answers a mechanism's question from the available values.
fn answer(options: &LoginOptions, ask: Ask) -> Result<Step<Client>, Error> {
    match (ask, options.credentials(), options.token()) {
        (Ask::Credentials(asked), Some(credentials), _) => asked.answer(credentials),
        (Ask::Token(asked), _, Some(token)) => asked.answer(token),
        (other, ..) => Err(other.decline()),
    }
}

struct Exchange<'a> {
    session: &'a mut Session,
    name: &'static str,
    /// The command was sent.
    begun: bool,
    /// The server sent the last message, and it was not a final one.
    challenged: bool,
    /// The line of an initial response that did not fit into the command.
    deferred: Option<Zeroizing<String>>,
}

impl Exchange<'_> {
    async fn run(
        &mut self,
        mut step: Step<Client>,
        options: &LoginOptions,
    ) -> Result<Authenticated, LoginError> {
        loop {
            let options = options.clone();
            let turn = spawn_blocking(move || turn_with(step, |ask| answer(&options, ask))).await;
            let (message, then) = match turn.map_err(|_| LoginError::Connection("interrupted".into()))?? {
                ClientAction::Send(message, then) => (message, then),
                ClientAction::Done(authenticated) => return Ok(authenticated),
            };
            self.challenged = false;
            self.say(message.as_deref()).await?;
            step = match self.read_reply().await? {
                ServerReply::Challenge(challenge) => {
                    self.challenged = true;
                    then.receive(&challenge)?
                }
                ServerReply::Yes(data) => then.success(data.as_deref())?,
                ServerReply::No(meaning, said) => {
                    // OAuth's JSON has more detail than the protocol's text.
                    let said = then.failure().said().cloned().or(Some(said));
                    return Err(LoginError::Refused { meaning, said });
                }
            };
        }
    }

    /// Sends a message: the first with the command, the others as separate lines.
    async fn say(&mut self, message: Option<&[u8]>) -> Result<(), LoginError> {
        if self.begun {
            let line = self.session.protocol.response(message.unwrap_or_default());
            return self.respond(&line).await;
        }
        self.begun = true;
        let protocol = self.session.protocol;
        let command = dialect::command(self.session, self.name, message);
        let Command { line, deferred, .. } =
            command.map_err(|error| LoginError::Connection(error.to_string()))?;
        let what = format!("{} {} ", protocol.verb(), self.name);
        self.session.trace.withhold('C', &what, line.trim_end().len().saturating_sub(what.len()));
        self.session.write(line.as_bytes()).await?;
        self.deferred = deferred;
        Ok(())
    }

    async fn respond(&mut self, line: &str) -> Result<(), LoginError> {
        self.session.trace.withhold('C', "", line.trim_end().len());
        self.session.write(line.as_bytes()).await
    }

    async fn read_reply(&mut self) -> Result<ServerReply, LoginError> {
        for _ in 0..BETWEEN {
            let line = self.session.read().await?;
            let reply = self.session.protocol.parse_reply(&line)?;
            match &reply {
                Some(ServerReply::Challenge(challenge)) => {
                    self.session.trace.withhold('S', "", challenge.len());
                }
                Some(ServerReply::Yes(Some(data))) => self.session.trace.withhold('S', "OK ", data.len()),
                _ => self.session.trace.show('S', &line),
            }
            match (reply, self.deferred.take()) {
                (Some(ServerReply::Challenge(challenge)), Some(line)) if challenge.is_empty() => {
                    self.respond(&line).await?;
                }
                (Some(ServerReply::Challenge(_)), Some(_)) => {
                    return Err(LoginError::protocol(
                        "a challenge instead of the prompt for the first response",
                    ));
                }
                (Some(reply), _) => return Ok(reply),
                (None, deferred) => self.deferred = deferred,
            }
        }
        Err(LoginError::protocol("too many lines"))
    }
}
