//! A client, and a server by hand.
use crate::{
    ends::{COUNT, bindings, client_registry, value},
    reference::{base64, keys, unbase64},
};
use sasl_core::{
    Awaiting, BindingKind, Client, ClientRegistry, Error, Profile, Security, Step,
    client::{self, Authenticated, Preference},
};
use sasl_testkit::{Application, entropy};

/// A client that has sent its first message to a server by hand.
pub(crate) struct Dialed {
    pub(crate) said: String,
    pub(crate) then: Awaiting<Client>,
}

/// amy, with this password; her client takes the strongest that is offered. It is spoken to as XMPP does.
pub(crate) fn dial(offered: &[&str], kinds: &[BindingKind], password: &str) -> Dialed {
    let line = client::Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings(kinds));
    dial_with(&client_registry(), offered, &line, Application::new().credentials("amy", password)).unwrap()
}

pub(crate) fn dial_with(
    registry: &ClientRegistry,
    offered: &[&str],
    line: &client::Connection,
    mut amy: Application<'_>,
) -> Result<Dialed, Error> {
    let choice = registry.choose(offered.iter().copied(), line, &Preference::password()).unwrap();
    let Step::Ask(ask) = choice.start(entropy(1))? else { panic!("no question") };
    let Step::Send { message, then } = amy.answer_client(ask)? else { panic!("no message") };
    Ok(Dialed { said: String::from_utf8(message.to_vec()).unwrap(), then })
}

impl Dialed {
    /// The message without its gs2 header.
    pub(crate) fn first(&self) -> &str {
        &self.said[self.said.find("n=").unwrap()..]
    }

    pub(crate) fn nonce(&self) -> &str {
        value(&self.said, "r=")
    }

    /// A server-first-message of a server by hand.
    pub(crate) fn challenge(&self, extensions: &str) -> String {
        format!("r={}added-by-hand,s={},i={COUNT}{extensions}", self.nonce(), base64(b"salt by hand"))
    }

    /// The client is handed this, and does its work.
    pub(crate) fn answer(self, challenge: &str) -> Result<Proved, Error> {
        let first = self.first().to_owned();
        let Step::Work(work) = self.then.receive(challenge.as_bytes())? else { panic!("no work") };
        let Step::Send { message, then } = work.run()? else { panic!("no message") };
        let said = String::from_utf8(message.to_vec()).unwrap();
        Ok(Proved { first, challenge: challenge.into(), said, then })
    }

    /// The client is handed this, and refuses it before it does any work.
    pub(crate) fn refuses(self, challenge: impl AsRef<[u8]>) -> Error {
        self.then.receive(challenge.as_ref()).expect_err("the client goes on")
    }
}

/// A client that has sent its proof to a server by hand.
pub(crate) struct Proved {
    first: String,
    challenge: String,
    pub(crate) said: String,
    pub(crate) then: Awaiting<Client>,
}

impl Proved {
    pub(crate) fn auth_message(&self) -> String {
        let (without_proof, _) = self.said.rsplit_once(",p=").unwrap();
        format!("{},{},{without_proof}", self.first, self.challenge)
    }

    /// What a server by hand makes of it: its own proof if the client's is right.
    pub(crate) fn verifier(&self, password: &str) -> Option<String> {
        let salt = unbase64(value(&self.challenge, "s="));
        let keys = keys(password, &salt, value(&self.challenge, "i=").parse().unwrap());
        let auth_message = self.auth_message();
        self.said
            .ends_with(&format!(",p={}", keys.proof(&auth_message)))
            .then(|| keys.verifier(&auth_message))
    }

    pub(crate) fn told(self, last: impl AsRef<[u8]>) -> Result<Authenticated, Error> {
        match self.then.success(Some(last.as_ref()))? {
            Step::Done(authenticated) => Ok(authenticated),
            other => panic!("{other:?}"),
        }
    }
}
