//! The server: a challenge, a name and a digest, the account's record.
use crate::{challenge, host::Host, record::CramMd5Record, response::Response};
use alloc::{boxed::Box, string::String, sync::Arc};
use sasl_core::{
    Entropy, Error, Server,
    mechanism::{Message, Next, Receive, Resume},
    server::{Check, Finish, Found, Lookup, Rejection},
};

/// What all exchanges of a server share.
pub(crate) struct Shared {
    pub(crate) host: Host,
    pub(crate) decoy: Arc<CramMd5Record>,
}

pub(crate) fn start(shared: Arc<Shared>, entropy: Entropy) -> Next<Server> {
    let challenge = challenge::write(&shared.host, entropy);
    let message = Message::copied(challenge.as_bytes());
    Next::send_state(message, Box::new(AwaitResponse { shared, challenge }))
}

/// The challenge is out.
struct AwaitResponse {
    shared: Arc<Shared>,
    challenge: String,
}

impl Receive<Server> for AwaitResponse {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<Server>, Error> {
        const NAME: Error = Error::peer("CRAM-MD5: a name that cannot be prepared");
        let Self { shared, challenge } = *self;
        let Response { user, digest } = Response::read(message)?;
        let prepared = precis_normalize::login_name(user).map_err(|_| NAME)?;
        let prepared = (prepared != user).then(|| prepared.into_owned());
        let state = AwaitRecord { shared, challenge, digest };
        Ok(Next::ask_state(Lookup::new(user, prepared, "CRAM-MD5"), Box::new(state)))
    }
}

/// Somebody has answered it, and their record is being looked up.
struct AwaitRecord {
    shared: Arc<Shared>,
    challenge: String,
    digest: [u8; 16],
}

impl Resume<Lookup> for AwaitRecord {
    /// Without an account, or without a record of this kind, the decoy is checked, which nothing matches.
    fn resume(self: Box<Self>, question: Lookup, answer: Found) -> Result<Next<Server>, Error> {
        let record = match answer {
            Found::Account(records) => records.get::<CramMd5Record>(),
            Found::Unknown { .. } => None,
        };
        let record = record.unwrap_or_else(|| Arc::clone(&self.shared.decoy));
        Ok(Next::finish(match record.check(self.challenge.as_bytes(), &self.digest) {
            Check::Match => Finish::proved(question.into_user()),
            Check::NoMatch => Finish::rejected(Rejection::BadCredentials),
        }))
    }
}
