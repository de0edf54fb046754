//! The bind of a client.
use crate::message::{BindRequest, BindResponse, receive};
use countersign::{
    Secret, Security, client_registry,
    drive::{self, ClientWire, Reply},
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use std::{
    error::Error,
    io::{Read, Write},
};

struct Wire<'a, S> {
    stream: &'a mut S,
    mechanism: &'static str,
    id: i32,
}

impl<S: Read + Write> ClientWire for Wire<'_, S> {
    type Error = Box<dyn Error>;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Self::Error> {
        self.id += 1;
        let mechanism = Some(self.mechanism.to_owned());
        let credentials = message.map(|message| message.to_vec().into());
        let request = BindRequest { id: self.id, version: 3, mechanism, credentials };
        self.stream.write_all(&request.write()?)?;
        let response = BindResponse::read(&receive(self.stream)?)?;
        if response.id != self.id {
            return Err("an answer to another request".into());
        }
        Ok(match response.code {
            0 => Reply::Success(response.credentials),
            14 => Reply::Challenge(response.credentials.unwrap_or_default()),
            _ => Reply::Failure,
        })
    }

    /// Sends a bind without a mechanism name (RFC 4513 section 5.2.1.2).
    fn cancel(&mut self) -> Result<(), Self::Error> {
        let (id, mechanism) = (self.id + 1, Some(String::new()));
        let request = BindRequest { id, version: 3, mechanism, credentials: None };
        Ok(self.stream.write_all(&request.write()?)?)
    }
}

/// Binds with this mechanism, which the server's root DSE is assumed to list.
pub(crate) fn bind(
    stream: &mut (impl Read + Write),
    name: &str,
    user: &str,
    password: &str,
) -> Result<Authenticated, Box<dyn Error>> {
    let line = Connection::new(Profile::LDAP, Security::Local);
    let choice = client_registry().choose([name], &line, &Preference::password())?;
    let mut wire = Wire { stream, mechanism: choice.name(), id: 0 };
    let credentials = || Credentials::new(user, Secret::new(password));
    drive::log_in(choice.start(countersign::entropy()?)?, credentials, &mut wire)
}
