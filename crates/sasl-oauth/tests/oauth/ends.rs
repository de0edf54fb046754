//! What the rooms share.
use sasl_core::{
    Asked, Awaiting, Client, ClientRegistry, Error, Profile, Secret, Security, ServerRegistry, Step,
    client::{self, Connection, Preference, Token},
    server::{self, Ask, CheckToken, Offer, Rejection, Verdict},
};
use sasl_oauth::{OAuthBearer, XOAuth2};
use sasl_testkit::entropy;

pub(crate) const NAMES: [&str; 2] = ["OAUTHBEARER", "XOAUTH2"];

pub(crate) fn client_registry() -> ClientRegistry {
    ClientRegistry::new().with(OAuthBearer).with(XOAuth2)
}

pub(crate) fn server_registry() -> ServerRegistry {
    ServerRegistry::new().with(OAuthBearer).with(XOAuth2)
}

pub(crate) fn offer(profile: Profile) -> Offer {
    server_registry().offer(&server::Connection::new(profile, Security::Verified))
}

/// What the application is asked; or why it is not.
pub(crate) fn question(name: &str, message: &[u8]) -> Result<Asked<CheckToken>, Rejection> {
    match offer(Profile::MAIL).start(name, Some(message), entropy(2)).unwrap() {
        Step::Ask(Ask::CheckToken(asked)) => Ok(asked),
        Step::Done(Verdict::Rejected(rejected)) => Err(rejected.reason()),
        other => panic!("{other:?}"),
    }
}

/// User, host, port and token.
pub(crate) type Parts = (Option<String>, Option<String>, Option<u16>, String);

pub(crate) fn parts(name: &str, message: &[u8]) -> Result<Parts, Rejection> {
    let asked = question(name, message)?;
    let token = asked.token().expose().into();
    Ok((asked.user().map(str::to_owned), asked.host().map(str::to_owned), asked.port(), token))
}

/// A message of amy's with this token.
pub(crate) fn message(name: &str, token: &str) -> Vec<u8> {
    let head = if name == "XOAUTH2" { "user=amy\x01" } else { "n,a=amy,\x01" };
    format!("{head}auth=Bearer {token}\x01\x01").into()
}

/// A client that has said this, and waits.
pub(crate) fn dial(name: &str, token: Token) -> Result<(Vec<u8>, Awaiting<Client>), Error> {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose([name], &line, &Preference::token()).unwrap();
    let Step::Ask(client::Ask::Token(asked)) = choice.start(entropy(1))? else { panic!() };
    let Step::Send { message, then } = asked.answer(token)? else { panic!() };
    Ok((message.to_vec(), then))
}

pub(crate) fn token(user: &str, token: &str) -> Token {
    Token::new(user, Secret::new(token))
}
