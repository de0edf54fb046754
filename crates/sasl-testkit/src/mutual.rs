//! A mechanism in which both ends prove themselves: a model of SCRAM without its cryptography.
//!
//! ```text
//! C: amy                    the name
//! S: n=02                   a nonce, from the server's entropy
//! C: n=02,pencil            the nonce and the password
//! S: v=pencil               the server knows it too
//! ```
use crate::dummy::Dummy;
use sasl_core::{
    Client, Cost, Error, ErrorKind, Server, client,
    mechanism::{Credential, Next, Properties, Record},
    server::{self, Found, Lookup, Rejection},
};

/// The stored password of an account for `X-MUTUAL`.
#[derive(Debug)]
pub struct Pencil(pub &'static str);

impl Record for Pencil {}

/// Returns the mechanism `X-MUTUAL`. It asks, works and proves at both ends, so an exchange contains every kind of
/// step.
pub fn mutual() -> Dummy {
    Dummy::new("X-MUTUAL")
        .properties(Properties::new(Credential::Password, 60).proves_server())
        .client(|_| Ok(begin_client()))
        .server(begin_server)
}

fn begin_client() -> Next<Client> {
    Next::ask(client::WantCredentials::new(), |_, credentials| {
        let password = credentials.password().clone();
        Ok(Next::send(credentials.user().as_bytes(), move |nonce| {
            if !nonce.starts_with(b"n=") {
                return Err(Error::peer("not a nonce"));
            }
            let proof = [nonce, b",", password.expose().as_bytes()].concat();
            Ok(Next::work(Cost::units(10), move || {
                Ok(Next::send(proof, move |verifier| {
                    if verifier != [b"v=", password.expose().as_bytes()].concat() {
                        return Err(Error::new(ErrorKind::ServerNotVerified, "not the verifier"));
                    }
                    Ok(Next::finish(client::Finish::verified()))
                }))
            }))
        }))
    })
}

fn begin_server(setup: server::Setup) -> Result<Next<Server>, Error> {
    let [octet, ..] = setup.entropy.into_octets();
    Ok(Next::receive(move |user| {
        let user = str::from_utf8(user).map_err(|_| Error::peer("not UTF-8"))?;
        Ok(Next::ask(Lookup::new(user, None, "X-MUTUAL"), move |lookup, found| {
            let pencil = match found {
                Found::Account(records) => records.get::<Pencil>(),
                Found::Unknown { .. } => None,
            };
            let nonce = format!("n={octet:02x}");
            Ok(Next::send(nonce.clone(), move |proof| {
                let proof = proof.to_vec();
                Ok(Next::work(Cost::units(10), move || {
                    let right = pencil.filter(|pencil| proof == format!("{nonce},{}", pencil.0).as_bytes());
                    Ok(Next::finish(match right {
                        Some(pencil) => server::Finish::proved(lookup.user())
                            .with_final_message(format!("v={}", pencil.0)),
                        None => server::Finish::rejected(Rejection::BadCredentials),
                    }))
                }))
            }))
        }))
    }))
}
