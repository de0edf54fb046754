//! The initiating entity, up to the login.
use crate::{
    element::{Element, element, message, optional, read_optional},
    stream::Stream,
};
use countersign::{
    Secret, Security, client_registry,
    drive::{self, ClientWire, Reply},
    mail::base64,
    sasl::{
        Profile,
        client::{Authenticated, Connection, Credentials, Preference},
    },
};
use std::{error::Error, os::unix::net::UnixStream};

struct Wire {
    stream: Stream,
    /// The mechanism, until it has been sent.
    name: Option<&'static str>,
}

impl ClientWire for Wire {
    type Error = Box<dyn Error>;

    fn respond(&mut self, response: Option<&[u8]>) -> Result<Reply, Self::Error> {
        self.stream.write(&match self.name.take() {
            Some(name) => optional("auth", &format!(" mechanism='{name}'"), response),
            None => message("response", response.unwrap_or_default()),
        })?;
        let element = self.stream.read()?;
        match element.sasl() {
            "challenge" => Ok(Reply::Challenge(base64::decode(element.text.as_bytes())?.to_vec())),
            "success" => Ok(Reply::Success(read_optional(&element.text)?.map(|data| data.to_vec()))),
            "failure" => Ok(Reply::Failure),
            _ => Err("not an answer to the login".into()),
        }
    }

    fn cancel(&mut self) -> Result<(), Self::Error> {
        Ok(self.stream.write(&element("abort", "", ""))?)
    }
}

/// Logs in by this mechanism.
pub(crate) fn log_in(
    stream: UnixStream,
    pin: &str,
    user: &str,
    password: &str,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut stream = Stream::open(stream)?;
    let features = stream.read()?;
    let mechanisms = features.children.iter().filter(|child| child.sasl() == "mechanisms");
    let names = mechanisms.flat_map(|list| &list.children).filter(|child| child.sasl() == "mechanism");
    let line = Connection::new(Profile::XMPP, Security::Local);
    let preference = Preference::password().pin(pin);
    let choice =
        client_registry().choose(names.map(|Element { text, .. }| text.as_str()), &line, &preference)?;
    let mut wire = Wire { stream, name: Some(choice.name()) };
    let credentials = || Credentials::new(user, Secret::new(password));
    drive::log_in(choice.start(countersign::entropy()?)?, credentials, &mut wire)
}
