//! The mechanisms: their names and the first state of each end.
use crate::{client, dialect::Dialect, server};
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server::Setup as ServerSetup,
};

/// The mechanism OAUTHBEARER (RFC 7628).
#[derive(Clone, Copy, Debug, Default)]
pub struct OAuthBearer;

/// The mechanism XOAUTH2 as documented by Google: the predecessor of OAUTHBEARER, which some programs support in
/// its place.
#[derive(Clone, Copy, Debug, Default)]
pub struct XOAuth2;

/// The maximum length of a message in octets: a token of 16 KiB and space for the rest.
const MAX_MESSAGE: u32 = 20 * 1024;

const fn traits(strength: u8) -> Properties {
    Properties::new(Credential::Token, strength).plaintext().max_message(MAX_MESSAGE)
}

impl Mechanism for OAuthBearer {
    fn name(&self) -> MechanismName {
        const NAME: MechanismName = MechanismName::from_static("OAUTHBEARER");
        NAME
    }

    fn properties(&self) -> Properties {
        traits(30)
    }
}

impl ClientMechanism for OAuthBearer {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start(Dialect::OAuthBearer))
    }
}

impl ServerMechanism for OAuthBearer {
    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(Dialect::OAuthBearer))
    }
}

impl Mechanism for XOAuth2 {
    fn name(&self) -> MechanismName {
        const NAME: MechanismName = MechanismName::from_static("XOAUTH2");
        NAME
    }

    fn properties(&self) -> Properties {
        traits(28)
    }
}

impl ClientMechanism for XOAuth2 {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start(Dialect::XOAuth2))
    }
}

impl ServerMechanism for XOAuth2 {
    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(Dialect::XOAuth2))
    }
}
