//! The login itself: choose, exchange, conclude.
use super::{error::LoginError, protocol::Heard, session::Session};
use countersign::{
    Secret, Step, client_registry,
    core::{
        Client, Kind,
        client::{Authenticated, Choice, Credentials, Preference},
    },
    drive::{Turn, turn},
    entropy,
    mail::{Command, InitialResponse},
};
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

/// Who logs in, and how they want to.
pub(crate) struct Wishes {
    pub(crate) user: String,
    pub(crate) password: Secret,
    /// Only this mechanism.
    pub(crate) mechanism: Option<String>,
    /// Send the password where somebody else may get it; only with a mechanism that is named.
    pub(crate) at_any_risk: bool,
}

/// Somebody is logged in.
#[derive(Debug)]
pub(crate) struct LoggedIn {
    pub(crate) authenticated: Authenticated,
    pub(crate) account: String,
}

/// Lines that do not answer the exchange and may come in between.
const BETWEEN: usize = 100;

/// Log in on an open session.
pub(crate) async fn log_in(session: &mut Session, wishes: &Wishes) -> Result<LoggedIn, LoginError> {
    let choice = choose(session, wishes)?;
    let entropy = entropy().map_err(|error| LoginError::Connection(error.to_string()))?;
    let name = choice.name();
    let mut exchange = Exchange { session, name, begun: false, held: None };
    let result = exchange.run(choice.start(entropy)?, wishes).await;
    let authenticated = match result {
        // The server waits for an answer that this client will not give it.
        Err(LoginError::Exchange(error)) if exchange.begun && error.kind() != Kind::Refused => {
            let cancel = exchange.session.protocol.cancel();
            let _ = exchange.session.write(cancel.as_bytes()).await;
            return Err(error.into());
        }
        result => result?,
    };
    Ok(LoggedIn { authenticated, account: wishes.user.clone() })
}

fn choose(session: &Session, wishes: &Wishes) -> Result<Choice, LoginError> {
    let preference = match &wishes.mechanism {
        Some(name) if wishes.at_any_risk => Preference::password().pin_at_any_risk(name),
        Some(name) => Preference::password().pin(name),
        None => Preference::password(),
    };
    let offered = session.mechanisms.iter().map(String::as_str);
    client_registry().choose(offered, &session.connection(), &preference).map_err(LoginError::NoMechanism)
}

struct Exchange<'a> {
    session: &'a mut Session,
    name: &'static str,
    /// The command has been sent.
    begun: bool,
    /// An initial response for which the command had no room.
    held: Option<Zeroizing<Vec<u8>>>,
}

impl Exchange<'_> {
    async fn run(&mut self, mut step: Step<Client>, wishes: &Wishes) -> Result<Authenticated, LoginError> {
        loop {
            let credentials = Credentials::new(&*wishes.user, wishes.password.clone());
            let turn = spawn_blocking(|| turn(step, || credentials)).await;
            let (message, then) = match turn.map_err(|_| LoginError::Connection("interrupted".into()))?? {
                Turn::Say(message, then) => (message, then),
                Turn::Done(authenticated) => return Ok(authenticated),
            };
            self.say(message.as_deref()).await?;
            step = match self.hear().await? {
                Heard::Challenge(challenge) => then.receive(&challenge)?,
                Heard::Yes(data) => then.success(data.as_deref())?,
                Heard::No(meaning, said) => return Err(LoginError::Refused { meaning, said: Some(said) }),
            };
        }
    }

    /// The first message goes with the command, the others are lines of their own.
    async fn say(&mut self, message: Option<&[u8]>) -> Result<(), LoginError> {
        if self.begun {
            let line = self.session.protocol.response(message.unwrap_or_default());
            self.session.trace.withhold('C', "", line.trim_end().len());
            return self.session.write(line.as_bytes()).await;
        }
        self.begun = true;
        let protocol = self.session.protocol;
        let command = protocol.command(self.session, self.name, message);
        let Command { line, initial, .. } =
            command.map_err(|error| LoginError::Connection(error.to_string()))?;
        let what = format!("{} {} ", protocol.verb(), self.name);
        self.session.trace.withhold('C', &what, line.trim_end().len().saturating_sub(what.len()));
        self.session.write(line.as_bytes()).await?;
        if initial == InitialResponse::HeldBack {
            self.held = message.map(|message| Zeroizing::new(message.into()));
        }
        Ok(())
    }

    async fn hear(&mut self) -> Result<Heard, LoginError> {
        for _ in 0..BETWEEN {
            let line = self.session.read().await?;
            let heard = self.session.protocol.hear(&line)?;
            match &heard {
                Some(Heard::Challenge(challenge)) => {
                    self.session.trace.withhold('S', "", challenge.len());
                }
                Some(Heard::Yes(Some(data))) => self.session.trace.withhold('S', "OK ", data.len()),
                _ => self.session.trace.show('S', &line),
            }
            match (heard, self.held.take()) {
                (Some(Heard::Challenge(challenge)), Some(message)) if challenge.is_empty() => {
                    self.say(Some(&message)).await?;
                }
                (Some(Heard::Challenge(_)), Some(_)) => {
                    return Err(LoginError::protocol("a challenge where the first response belongs"));
                }
                (Some(heard), _) => return Ok(heard),
                (None, held) => self.held = held,
            }
        }
        Err(LoginError::protocol("too many lines"))
    }
}
