//! A client, and a server by hand.
use crate::ends::digits;
use sasl_core::{
    Awaiting, Client, ClientRegistry, Error, ErrorKind, Profile, Security, Step,
    client::{Authenticated, Connection, Preference},
};
use sasl_crammd5::CramMd5Client;
use sasl_testkit::{Application, entropy};

const CHALLENGE: &str = "<1896.697170952@postoffice.reston.mci.net>";

fn dial() -> Awaiting<Client> {
    let line = Connection::new(Profile::LDAP, Security::Verified);
    let registry = ClientRegistry::new().with(CramMd5Client::new());
    let choice = registry.choose(["CRAM-MD5"], &line, &Preference::password()).unwrap();
    let Step::Receive(then) = choice.start(entropy(1)).unwrap() else { panic!() };
    then
}

fn said(user: &str, password: &str) -> Result<(String, Awaiting<Client>), Error> {
    said_by(&mut Application::new().credentials(user, password))
}

fn said_by(application: &mut Application<'_>) -> Result<(String, Awaiting<Client>), Error> {
    let Step::Ask(ask) = dial().receive(CHALLENGE.as_bytes())? else { panic!() };
    let Step::Send { message, then } = application.answer_client(ask)? else { panic!() };
    Ok((String::from_utf8(message.to_vec()).unwrap(), then))
}

#[test]
fn the_answer_of_rfc_2195() {
    assert_eq!(said("tim", "tanstaaftanstaaf").unwrap().0, "tim b913a602c7eda7a495b4e6e7334d3890");
}

#[test]
fn the_password_is_prepared_with_saslprep_and_the_name_not_at_all() {
    let (message, _) = said("zoe\u{301} b", "pa\u{b2}ss\u{ad}").unwrap();
    assert_eq!(message, format!("zoe\u{301} b {}", digits("pa2ss", CHALLENGE)));
}

#[test]
fn a058_a063_a_client_sends_no_name_that_a_line_cannot_hold() {
    for user in ["", "\0", "a\0b", "a\rb", "a\nb", "a\tb", "\u{85}"] {
        assert_eq!(said(user, "pencil").unwrap_err().kind(), ErrorKind::Application, "{user:?}");
    }
}

#[test]
fn a065_a_client_has_no_empty_password() {
    assert_eq!(said("amy", "").unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn no_other_identity_can_be_requested() {
    let mut application = Application::new().credentials("amy", "pencil").acting_as("root");
    assert_eq!(said_by(&mut application).unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn a058_a_challenge_of_another_form_is_not_answered() {
    for challenge in ["", "amy", "<amy>", "<a@b>\0", "<a@b> ", "\u{0}<a@b>", "<a b@c>", "v=<a@b>"] {
        assert_eq!(
            dial().receive(challenge.as_bytes()).unwrap_err().kind(),
            ErrorKind::Peer,
            "{challenge:?}"
        );
    }
}

#[test]
fn a007_success_before_the_challenge_is_none() {
    let early = |result: Result<Step<Client>, Error>| result.unwrap_err().kind();
    assert_eq!(early(dial().success(None)), ErrorKind::ServerNotVerified);
    assert_eq!(early(dial().success(Some(CHALLENGE.as_bytes()))), ErrorKind::ServerNotVerified);
}

#[test]
fn it_ends_with_the_servers_yes_or_no_and_nothing_else() {
    let then = || said("amy", "pencil").unwrap().1;
    let Ok(Step::Done(authenticated)) = then().success(None) else { panic!() };
    let _: &Authenticated = &authenticated;
    assert_eq!((authenticated.mechanism(), authenticated.server_verified()), ("CRAM-MD5", false));
    assert_eq!(then().failure().kind(), ErrorKind::Refused);
    assert_eq!(then().receive(CHALLENGE.as_bytes()).unwrap_err().kind(), ErrorKind::Peer);
    assert_eq!(then().receive(b"").unwrap_err().kind(), ErrorKind::Peer);
}
