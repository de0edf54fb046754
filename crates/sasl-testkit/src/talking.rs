//! The client end of a pair.
use crate::{
    application::Application,
    tamper::{Fate, From, Middle},
};
use sasl_core::{
    Awaiting, Client, Error, ErrorKind, Step,
    client::{self, Authenticated},
    server::Verdict,
};

/// The state of the client.
pub(crate) enum Talking {
    /// The first message waits for the server's request.
    Deferred(Vec<u8>, Awaiting<Client>),
    /// The client waits for the server.
    Awaits(Awaiting<Client>),
    /// The client has its outcome.
    Over(Result<Authenticated, Error>),
}

/// The state of the client and the message that it sends.
pub(crate) type Says = (Talking, Option<Vec<u8>>);

impl Talking {
    /// Answers the client's questions and does its work until it needs the server.
    pub(crate) fn after(mut step: Result<client::Step, Error>, application: &mut Application<'_>) -> Says {
        loop {
            step = match step {
                Ok(Step::Ask(ask)) => application.answer_client(ask),
                Ok(Step::Work(work)) => work.run(),
                Ok(Step::Send { message, then }) => return (Self::Awaits(then), Some(message.to_vec())),
                Ok(Step::Receive(opening)) => return (Self::Awaits(opening), None),
                Ok(Step::Done(authenticated)) => return (Self::Over(Ok(authenticated)), None),
                Err(error) => return (Self::Over(Err(error)), None),
            };
        }
    }

    /// Passes the server's challenge to the client and returns the response, both as the attacker forwards them.
    pub(crate) fn answer(
        self,
        challenge: &[u8],
        application: &mut Application<'_>,
        middle: &mut Middle<'_>,
    ) -> Says {
        let says = match middle.pass(From::Server, challenge) {
            Ok(challenge) => self.hear(&challenge, application),
            Err(fate) => self.suffer(fate, application),
        };
        Self::carry(says, application, middle)
    }

    /// Returns the client's message as the attacker forwards it.
    pub(crate) fn carry(mut says: Says, application: &mut Application<'_>, middle: &mut Middle<'_>) -> Says {
        while let (client, Some(message)) = says {
            says = match middle.pass(From::Client, &message) {
                Ok(message) => return (client, Some(message)),
                Err(fate) => client.suffer(fate, application),
            };
        }
        says
    }

    /// Passes the protocol's success or failure to the client.
    pub(crate) fn told(
        self,
        verdict: &Verdict,
        application: &mut Application<'_>,
        middle: &mut Middle<'_>,
    ) -> Self {
        match verdict {
            Verdict::Accepted(accepted) => {
                match accepted.success_data().map(|data| middle.pass(From::Server, data)) {
                    None => self.success(None),
                    Some(Ok(data)) => self.success(Some(&data)),
                    Some(Err(fate)) => self.suffer(fate, application).0,
                }
            }
            Verdict::Rejected(rejected) => {
                match rejected.failure_data().map(|data| middle.pass(From::Server, data)) {
                    None | Some(Ok(_)) => self.failure(),
                    Some(Err(fate)) => self.suffer(fate, application).0,
                }
            }
        }
    }

    /// Returns the client's outcome at the end.
    pub(crate) fn outcome(self) -> Result<Authenticated, Error> {
        match self {
            Self::Over(outcome) => outcome,
            Self::Deferred(..) | Self::Awaits(_) => Err(LOST),
        }
    }

    fn hear(self, challenge: &[u8], application: &mut Application<'_>) -> Says {
        match self {
            Self::Deferred(message, then) => (Self::Awaits(then), Some(message)),
            Self::Awaits(then) => Self::after(then.receive(challenge), application),
            over @ Self::Over(_) => (over, None),
        }
    }

    fn suffer(self, fate: Fate, application: &mut Application<'_>) -> Says {
        match fate {
            Fate::Challenge(challenge) => self.hear(&challenge, application),
            Fate::Success(data) => (self.success(data.as_deref()), None),
            Fate::Failure => (self.failure(), None),
            Fate::Dropped => {
                (Self::Over(self.unfinished().map_or_else(|outcome| outcome, |_| Err(LOST))), None)
            }
        }
    }

    fn success(self, data: Option<&[u8]>) -> Self {
        Self::Over(self.unfinished().map_or_else(
            |outcome| outcome,
            |then| match then.success(data)? {
                Step::Done(authenticated) => Ok(authenticated),
                _ => Err(Error::new(ErrorKind::Application, "the exchange did not end with success")),
            },
        ))
    }

    fn failure(self) -> Self {
        Self::Over(self.unfinished().map_or_else(|outcome| outcome, |then| Err(then.failure())))
    }

    fn unfinished(self) -> Result<Awaiting<Client>, Result<Authenticated, Error>> {
        match self {
            Self::Deferred(_, then) | Self::Awaits(then) => Ok(then),
            Self::Over(outcome) => Err(outcome),
        }
    }
}

const LOST: Error = Error::new(ErrorKind::Cancelled, "the connection has ended");
