//! The client: sends name and token, then reads an explanation of a failure and the server's result.
use crate::{
    dialect::Dialect,
    message::{self, Claims},
};
use alloc::borrow::Cow;
use sasl_core::{
    Client, Error, ErrorKind,
    client::{Finish, Token, WantToken},
    mechanism::Next,
};

pub(crate) fn start(dialect: Dialect) -> Next<Client> {
    Next::ask(WantToken::new(), move |_, token| answered(dialect, &token))
}

fn answered(dialect: Dialect, token: &Token) -> Result<Next<Client>, Error> {
    const UNFIT: Error = Error::new(
        ErrorKind::Application,
        "OAuth: a name, host or token is empty or contains a character that cannot be sent",
    );
    let server = token.server();
    let claims = Claims {
        user: Some(Cow::Borrowed(token.user())),
        host: server.map(|(host, _)| host),
        port: server.map(|(_, port)| port),
        token: token.token().expose(),
    };
    let message = message::write(dialect, &claims).ok_or(UNFIT)?;
    Ok(Next::finish(Finish::with_final_message(message).with_error_reply(dialect.dummy())))
}
