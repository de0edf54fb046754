//! The ends of the crate `rsasl`.

use super::{
    account::{ITERATIONS, PASSWORD, SALT, Script, USER, salted},
    ends::{ClientEnd, ServerEnd},
};
use rsasl::{
    callback::{Context, Request, SessionCallback, SessionData},
    config::SASLConfig,
    mechanisms::scram::{
        SCRAM_SHA256,
        properties::{SaltedPassword, ScramStoredPassword},
    },
    mechname::Mechname,
    prelude::{Registry, SASLClient, SASLServer, Session, SessionError, State, Validation},
    property::{AuthId, Password},
    validate::{NoValidation, Validate, ValidationError},
};
use std::sync::Arc;

static MECHANISMS: &[rsasl::prelude::Mechanism] = &[SCRAM_SHA256];

fn config(callback: impl SessionCallback + 'static) -> Arc<SASLConfig> {
    let builder = SASLConfig::builder().with_registry(Registry::with_mechanisms(MECHANISMS));
    builder.with_callback(callback).expect("a configuration")
}

fn name() -> &'static Mechname {
    Mechname::parse(b"SCRAM-SHA-256").expect("a name")
}

/// The accepted user.
pub struct LetIn;

impl Validation for LetIn {
    type Value = String;
}

struct Directory {
    stored_key: [u8; 32],
    server_key: [u8; 32],
}

impl SessionCallback for Directory {
    fn callback(
        &self,
        _: &SessionData,
        context: &Context<'_>,
        request: &mut Request<'_>,
    ) -> Result<(), SessionError> {
        if context.get_ref::<AuthId>() == Some(USER) {
            request.satisfy::<ScramStoredPassword<'_>>(&ScramStoredPassword::new(
                ITERATIONS,
                &SALT,
                &self.stored_key,
                &self.server_key,
            ))?;
        }
        Ok(())
    }

    fn validate(
        &self,
        _: &SessionData,
        context: &Context<'_>,
        validate: &mut Validate<'_>,
    ) -> Result<(), ValidationError> {
        if let Some(user) = context.get_ref::<AuthId>() {
            validate.finalize::<LetIn>(user.to_owned());
        }
        Ok(())
    }
}

/// A server.
pub struct RsaslServer(Arc<SASLConfig>);

impl RsaslServer {
    /// Creates a server with the keys of the account.
    pub fn new(script: &Script) -> Self {
        Self(config(Directory { stored_key: script.stored_key, server_key: script.server_key }))
    }
}

impl ServerEnd for RsaslServer {
    type Waiting = Session<LetIn>;

    fn first(&self, client_first: &[u8], reply: &mut Vec<u8>) -> Self::Waiting {
        let server = SASLServer::<LetIn>::new(Arc::clone(&self.0));
        let mut session = server.start_suggested(name()).expect("a session");
        session.step(Some(client_first), reply).expect("a challenge");
        session
    }

    fn last(&self, mut waiting: Self::Waiting, client_final: &[u8], reply: &mut Vec<u8>) -> bool {
        let finished = matches!(waiting.step(Some(client_final), reply), Ok(State::Finished(_)));
        finished && waiting.validation().is_some_and(|user| user == USER)
    }
}

struct Login {
    salted: Option<[u8; 32]>,
}

impl SessionCallback for Login {
    fn callback(
        &self,
        _: &SessionData,
        _: &Context<'_>,
        request: &mut Request<'_>,
    ) -> Result<(), SessionError> {
        request.satisfy::<AuthId>(USER)?;
        match &self.salted {
            Some(salted) => request.satisfy::<SaltedPassword>(salted)?,
            None => request.satisfy::<Password>(PASSWORD.as_bytes())?,
        };
        Ok(())
    }
}

/// A client.
pub struct RsaslClient(Arc<SASLConfig>);

impl RsaslClient {
    /// Creates a client that derives its keys each time.
    pub fn deriving() -> Self {
        Self(config(Login { salted: None }))
    }

    /// Creates a client with the data that rsasl allows to cache: `ScramCachedPassword` cannot be created outside
    /// of it.
    pub fn with_salted_password() -> Self {
        Self(config(Login { salted: Some(salted()) }))
    }
}

impl ClientEnd for RsaslClient {
    type Waiting = Session<NoValidation>;

    fn begin(&self, message: &mut Vec<u8>) -> Self::Waiting {
        let client = SASLClient::new(Arc::clone(&self.0));
        let mut session = client.start_suggested(&[name()]).expect("a session");
        session.step(None, message).expect("a first message");
        session
    }

    fn answer(
        &self,
        mut waiting: Self::Waiting,
        server_first: &[u8],
        message: &mut Vec<u8>,
    ) -> Self::Waiting {
        waiting.step(Some(server_first), message).expect("a proof");
        waiting
    }

    fn finish(&self, mut waiting: Self::Waiting, server_final: &[u8]) -> bool {
        matches!(waiting.step(Some(server_final), &mut Vec::new()), Ok(State::Finished(_)))
    }
}
