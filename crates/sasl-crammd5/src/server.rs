//! The server: sends a challenge, reads a name and a digest, and looks up the record.
use crate::{challenge, host::Host, record::CramMd5Record, response::Response};
use alloc::{boxed::Box, string::String, sync::Arc};
use sasl_core::{
    Entropy, Error, Server,
    mechanism::{Message, Next, Receive, Resume},
    server::{Check, Finish, Found, Lookup, Rejection},
};

/// The data that all exchanges of a server share.
pub(crate) struct Shared {
    pub(crate) host: Host,
    pub(crate) decoy: Arc<CramMd5Record>,
}

pub(crate) fn start(shared: Arc<Shared>, entropy: Entropy) -> Next<Server> {
    let challenge = challenge::write(&shared.host, entropy);
    let message = Message::copied(challenge.as_bytes());
    Next::send_state(message, Box::new(AwaitResponse { shared, challenge }))
}

/// The challenge is sent.
struct AwaitResponse {
    shared: Arc<Shared>,
    challenge: String,
}

impl Receive<Server> for AwaitResponse {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<Server>, Error> {
        const NAME: Error =
            Error::peer("CRAM-MD5: the name is empty or contains characters that are not allowed");
        let Self { shared, challenge } = *self;
        let Response { user, digest } = Response::read(message)?;
        let prepared = precis_normalize::login_name(user).map_err(|_| NAME)?;
        let prepared = (prepared != user).then(|| prepared.into_owned());
        let state = AwaitRecord { shared, challenge, digest };
        Ok(Next::ask_state(Lookup::new(user, prepared, "CRAM-MD5"), Box::new(state)))
    }
}

/// The response has arrived and the record is being looked up.
struct AwaitRecord {
    shared: Arc<Shared>,
    challenge: String,
    digest: [u8; 16],
}

impl Resume<Lookup> for AwaitRecord {
    /// Checks the decoy, which never matches, if there is no account or no record of this type.
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
