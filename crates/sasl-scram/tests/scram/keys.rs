//! Keys that a client keeps for its next login.
use crate::{
    ends::{BARE, COUNT, client_registry, stored},
    reference::keys,
};
use sasl_core::{
    Client, Error, ErrorKind, Profile, Records, Secret, Security, Step,
    client::{self, Ask, Authenticated, Connection, Credentials, Preference},
};
use sasl_scram::{ClientKeys, RecordError, Sha256, Sha512};
use sasl_testkit::entropy;

const SALT: &[u8] = b"salt by hand";

/// A login to a server by hand, with this salt and count: how it ended, and whether there was work.
fn log_in(credentials: Credentials, salt: &[u8], count: u32) -> Result<(Authenticated, bool), Error> {
    let line = Connection::new(Profile::XMPP, Security::Verified);
    let choice = client_registry().choose([BARE], &line, &Preference::password()).unwrap();
    let Step::Ask(Ask::Credentials(asked)) = choice.start(entropy(1))? else { panic!() };
    let Step::Send { message, then } = asked.answer(credentials)? else { panic!() };
    let first = String::from_utf8(message.to_vec()).unwrap();
    let nonce = first.rsplit_once("r=").unwrap().1.to_owned();
    let challenge = format!("r={nonce}added-by-hand,s={},i={count}", crate::reference::base64(salt));
    let mut worked = false;
    let mut step: client::Step = then.receive(challenge.as_bytes())?;
    if let Step::Work(work) = step {
        worked = true;
        step = work.run()?;
    }
    let Step::<Client>::Send { message, then } = step else { panic!() };
    let last = String::from_utf8(message.to_vec()).unwrap();
    let (without_proof, proof) = last.rsplit_once(",p=").unwrap();
    let auth_message = format!("{},{challenge},{without_proof}", &first[3..]);
    let made = keys("pencil", salt, count);
    if proof != made.proof(&auth_message) {
        return Err(then.failure());
    }
    let Step::Done(outcome) = then.success(Some(made.verifier(&auth_message).as_bytes()))? else { panic!() };
    Ok((outcome, worked))
}

fn amy() -> Credentials {
    Credentials::new("amy", Secret::new("pencil"))
}

fn kept() -> Records {
    let (outcome, worked) = log_in(amy().keeping_keys(), SALT, COUNT).unwrap();
    assert!(worked);
    outcome.keys().clone()
}

#[test]
fn the_next_login_has_nothing_to_derive_and_needs_no_password() {
    for credentials in [amy().with_keys(kept()), Credentials::from_keys("amy", kept())] {
        let (outcome, worked) = log_in(credentials, SALT, COUNT).unwrap();
        assert!(!worked && outcome.server_verified());
        assert!(outcome.keys().get::<ClientKeys<Sha256>>().is_none(), "nobody has asked for them");
    }
    let (outcome, _) = log_in(amy().with_keys(kept()).keeping_keys(), SALT, COUNT).unwrap();
    assert!(outcome.keys().get::<ClientKeys<Sha256>>().is_some());
}

#[test]
fn keys_are_handed_over_only_if_asked_for() {
    let (outcome, _) = log_in(amy(), SALT, COUNT).unwrap();
    assert!(outcome.keys().get::<ClientKeys<Sha256>>().is_none());
}

#[test]
fn keys_of_another_user_salt_or_count_are_not_used() {
    for (salt, count) in [(&b"another salt"[..], COUNT), (SALT, COUNT + 1)] {
        let (_, worked) = log_in(amy().with_keys(kept()), salt, count).unwrap();
        assert!(worked, "the password does");
        let error = log_in(Credentials::from_keys("amy", kept()), salt, count).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Application);
    }
    let bob = Credentials::new("bob", Secret::new("pencil")).with_keys(kept());
    assert!(log_in(bob, SALT, COUNT).unwrap().1);
    assert_eq!(
        log_in(Credentials::from_keys("bob", kept()), SALT, COUNT).unwrap_err().kind(),
        ErrorKind::Application
    );
    // Neither keys nor a password.
    let nothing = Credentials::from_keys("amy", Records::default());
    assert_eq!(log_in(nothing, SALT, COUNT).unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn wrong_keys_do_not_log_in_and_right_ones_do_not_believe_every_server() {
    let wrong = log_in(Credentials::new("amy", Secret::new("stylus")), SALT, COUNT);
    assert_eq!(wrong.unwrap_err().kind(), ErrorKind::Refused);
}

#[test]
fn a135_they_are_written_down_on_request_alone_and_read_back() {
    let records = kept();
    let keys = records.get::<ClientKeys<Sha256>>().unwrap();
    assert_eq!(keys.user(), "amy");
    let text = keys.export();
    let read = ClientKeys::<Sha256>::import(&text).unwrap();
    assert_eq!(*read.export(), *text);
    let again = Records::new([std::sync::Arc::new(read) as _]);
    assert!(!log_in(Credentials::from_keys("amy", again), SALT, COUNT).unwrap().1);
    assert!(ClientKeys::<Sha512>::import(&text).is_err());
    // A server's record is not a client's keys, and has not got what makes them.
    assert_eq!(ClientKeys::<Sha256>::import(&stored("pencil").to_text()).err(), Some(RecordError::Form));
    let salt = text.split([':', '$']).nth(2).unwrap();
    for no_client_takes in ["", "AAAAAAAAAA=="] {
        let text = text.replace(salt, no_client_takes);
        assert_eq!(ClientKeys::<Sha256>::import(&text).err(), Some(RecordError::Salt), "{no_client_takes}");
    }
    for cut in 0..text.len() {
        assert!(ClientKeys::<Sha256>::import(&text[..cut]).is_err() || text[cut..].len() <= 4, "{cut}");
    }
    for (from, to) in
        [("$3:", "$0:"), ("$3:", "$03:"), ("$3:", "$4294967295:"), ("$YW15", "$YW15$YW15"), (":", "")]
    {
        assert!(ClientKeys::<Sha256>::import(&text.replace(from, to)).is_err(), "{to}");
    }
}

#[test]
fn a119_they_are_not_shown() {
    let records = kept();
    let keys = records.get::<ClientKeys<Sha256>>().unwrap();
    for text in [format!("{keys:?}"), format!("{records:?}")] {
        assert!(text.contains("ClientKeys(SCRAM-SHA-256, ..)") && !text.contains("amy"), "{text}");
    }
}

const fn is_send_and_sync<T: Send + Sync>() {}
const _: () = is_send_and_sync::<ClientKeys<Sha256>>();
