//! The server of the crate `sasl-scram` on crates.io, which shares only its name with ours.

use super::{
    account::{ITERATIONS, SALT, Script, USER},
    ends::ServerEnd,
};
use other_sasl_scram::{
    Algorithm, AsciiProfile, AuthorizationOutcome, AwaitingClientFinal, CredentialResponse, Error,
    IterationCount, NonceError, NonceSource, ProofResult, Salt, SecretBytes, Server, ServerConfig,
    ServerCredential,
};
use rand::Rng;
use std::num::NonZeroU32;

/// A server.
pub struct OtherServer {
    config: ServerConfig,
    stored_key: [u8; 32],
    server_key: [u8; 32],
}

struct Nonces;

impl NonceSource for Nonces {
    fn fill(&mut self, output: &mut [u8]) -> Result<(), NonceError> {
        rand::rng().fill_bytes(output);
        Ok(())
    }
}

impl OtherServer {
    /// Creates a server with the keys of the account.
    pub fn new(script: &Script) -> Self {
        let config = ServerConfig::builder(Algorithm::Sha256).build().expect("a configuration");
        Self { config, stored_key: script.stored_key, server_key: script.server_key }
    }

    fn credential(&self) -> ServerCredential {
        let salt = Salt::new(SecretBytes::new(&SALT[..])).expect("a salt");
        let count = IterationCount::new(NonZeroU32::new(ITERATIONS).expect("not zero"));
        let [stored, server] = [&self.stored_key, &self.server_key].map(|key| SecretBytes::new(&key[..]));
        let parts = ServerCredential::from_verifier_parts(Algorithm::Sha256, salt, count, stored, server);
        parts.expect("a credential")
    }

    fn challenge(
        &self,
        client_first: &[u8],
        reply: &mut Vec<u8>,
    ) -> Result<AwaitingClientFinal<&'static str>, Error> {
        let received = Server::new(self.config).receive_client_first(client_first)?;
        let (user, other) = AsciiProfile::prepare_server_identities(
            received.authentication_identity(),
            received.authorization_identity(),
        )?;
        let need = received.accept_prepared(user, other)?;
        assert_eq!(need.credential_request().authentication_identity().as_str(), USER);
        let known = CredentialResponse::Known { principal: USER, credential: self.credential() };
        let (waiting, message) = need.resume(known, &mut Nonces)?;
        reply.extend_from_slice(message.as_bytes());
        Ok(waiting)
    }
}

impl ServerEnd for OtherServer {
    type Waiting = AwaitingClientFinal<&'static str>;

    fn first(&self, client_first: &[u8], reply: &mut Vec<u8>) -> Self::Waiting {
        self.challenge(client_first, reply).expect("a challenge")
    }

    fn last(&self, waiting: Self::Waiting, client_final: &[u8], reply: &mut Vec<u8>) -> bool {
        let Ok(ProofResult::Verified(authorization)) = waiting.receive_client_final(client_final) else {
            return false;
        };
        let Ok(AuthorizationOutcome::Authorized { authenticated, server_final }) =
            authorization.authorize(USER)
        else {
            return false;
        };
        reply.extend_from_slice(server_final.as_bytes());
        *authenticated.authorized_principal() == USER
    }
}
