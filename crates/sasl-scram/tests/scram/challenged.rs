//! A server, and a client by hand.
use crate::{
    ends::{End, directory, end, ended, value},
    reference::{Keys, base64, keys, unbase64},
};
use sasl_core::{Awaiting, Server, Step, server::Offer};
use sasl_testkit::{Application, entropy};

/// A client-first-message-bare.
pub(crate) const FIRST: &str = "n=amy,r=a-nonce-by-hand";

/// A server that has sent its challenge to a client by hand.
pub(crate) struct Challenged {
    first: String,
    pub(crate) said: String,
    pub(crate) then: Awaiting<Server>,
}

/// Begin with this message; the end, if it has none.
pub(crate) fn begin(offer: &Offer, name: &str, header: &str, first: &str) -> Result<Challenged, End> {
    begin_in(&mut directory(), offer, name, header, first)
}

pub(crate) fn begin_in(
    directory: &mut Application<'_>,
    offer: &Offer,
    name: &str,
    header: &str,
    first: &str,
) -> Result<Challenged, End> {
    let message = format!("{header}{first}");
    let started = offer.start(name, Some(message.as_bytes()), entropy(2));
    let mut step = started.map_err(|_| ("not-offered", String::new()))?;
    loop {
        step = match step {
            Step::Ask(ask) => directory.answer_server(ask),
            Step::Send { message, then } => {
                let said = String::from_utf8(message.to_vec()).unwrap();
                return Ok(Challenged { first: first.into(), said, then });
            }
            Step::Done(verdict) => return Err(ended(&verdict)),
            other => panic!("{other:?}"),
        }
    }
}

impl Challenged {
    pub(crate) fn nonce(&self) -> &str {
        value(&self.said, "r=")
    }

    pub(crate) fn keys(&self, password: &str) -> Keys {
        keys(password, &unbase64(value(&self.said, "s=")), value(&self.said, "i=").parse().unwrap())
    }

    pub(crate) fn auth_message(&self, without_proof: &str) -> String {
        format!("{},{},{without_proof}", self.first, self.said)
    }

    /// `c=` of these octets, and the nonce.
    pub(crate) fn without_proof(&self, header: &str, data: &[u8]) -> String {
        let binding = base64(&[header.as_bytes(), data].concat());
        format!("c={binding},r={}", self.nonce())
    }

    /// The whole message, with a proof of this password.
    pub(crate) fn proved(&self, without_proof: &str, password: &str) -> String {
        let proof = self.keys(password).proof(&self.auth_message(without_proof));
        format!("{without_proof},p={proof}")
    }

    pub(crate) fn answer(self, message: impl AsRef<[u8]>) -> End {
        end(self.then.receive(message.as_ref()), &mut directory())
    }
}
