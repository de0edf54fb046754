//! Names: escaped on the line, decoded once, and an identity to act as that somebody has to grant.
use crate::{
    challenged::begin_in,
    ends::{
        BARE, End, client_registry, directory, end, ended, offer, records, server_registry_of,
        server_settings,
    },
};
use sasl_core::{
    Profile, Security,
    client::{Connection, Preference},
    server::Decision,
};
use sasl_scram::ServerSettings;
use sasl_testkit::{Application, Ended, Pair};

fn log_in(user: &str, act_as: &str, decide: Decision) -> Ended {
    let line = Connection::new(Profile::XMPP, Security::Verified);
    let choice = client_registry().choose([BARE], &line, &Preference::password()).unwrap();
    let application = Application::new()
        .account(user, records("pencil"))
        .credentials(user, "pencil")
        .acting_as(act_as)
        .authorizing(move |_| decide.clone());
    Pair::new(&offer(Profile::XMPP, &[]), choice, application).drive()
}

#[test]
fn a057_a132_a134_names_with_commas_and_equals_signs_log_in() {
    for name in
        [",", "=", ",=,=", "a,b", "=a", "a=", ",a", "a,", "=2C", "=3D=2C", "a b", " ", " bob", "n=x,r=y"]
    {
        let itself = log_in(name, "", Decision::GrantAuthenticated);
        itself.client.unwrap();
        assert_eq!(itself.server.accepted().unwrap().account(), name);
        let acting = log_in("amy", name, Decision::Grant { account: name.into() });
        acting.client.unwrap();
        let accepted = acting.server.accepted().unwrap();
        assert_eq!((accepted.authenticated(), accepted.account()), ("amy", name));
    }
}

#[test]
fn a107_a_space_is_neither_trimmed_nor_added() {
    let mut asked = Vec::new();
    for name in [" bob", "bob ", "bob"] {
        let mut application = directory().lookup(|name| {
            asked.push(name.to_owned());
            sasl_core::server::Found::Unknown { canonical: name.into() }
        });
        let first = format!("n={name},r=a-nonce-by-hand");
        assert!(begin_in(&mut application, &offer(Profile::LDAP, &[]), BARE, "n,,", &first).is_ok());
    }
    assert_eq!(asked, [" bob", "bob ", "bob"]);
}

#[test]
fn a_protocol_that_has_named_the_user_needs_no_name_in_the_message() {
    // As libpq sends it.
    let first = "n=,r=a-nonce-by-hand";
    let line = sasl_core::server::Connection::new(Profile::LDAP, Security::Verified);
    let begin = |settings: &ServerSettings, first: &str| {
        let mut asked = Vec::new();
        let mut application = directory().lookup(|name| {
            asked.push(name.to_owned());
            sasl_core::server::Found::Unknown { canonical: name.into() }
        });
        let offer = server_registry_of(settings).offer(&line);
        let is_challenged = begin_in(&mut application, &offer, BARE, "n,,", first).is_ok();
        drop(application);
        is_challenged.then_some(asked)
    };
    let named = server_settings().for_user("amy");
    assert_eq!(begin(&named, first), Some(vec!["amy".to_owned()]));
    assert_eq!(begin(&named, "n=somebody,r=a-nonce-by-hand"), Some(vec!["amy".to_owned()]));
    assert_eq!(begin(&server_settings(), first), None, "without that an empty name is none");
    // Whoever the message says it is, the account is the one that was named, and so is its password.
    for (password, account) in [("pencil", Some("amy")), ("eraser", None)] {
        let choice = client_registry().choose(
            [BARE],
            &Connection::new(Profile::LDAP, Security::Verified),
            &Preference::password(),
        );
        let application = directory().credentials("somebody", password);
        let ended = Pair::new(&server_registry_of(&named).offer(&line), choice.unwrap(), application).drive();
        assert_eq!(ended.client.is_ok(), account.is_some());
        assert_eq!(
            ended.server.accepted().map(|accepted| accepted.authenticated().to_owned()).as_deref(),
            account
        );
    }
}

#[test]
fn a094_an_identity_to_act_as_is_granted_or_denied() {
    let denied = log_in("amy", "root", Decision::GrantAuthenticated);
    assert!(denied.client.is_err());
    assert_eq!(ended(&denied.server), ("not-authorized", String::new()));
    let itself = log_in("amy", "amy", Decision::GrantAuthenticated);
    assert_eq!(itself.server.accepted().unwrap().account(), "amy");
}

/// amy asks to act as root; nobody has to tell what the server says.
fn ask_for_root(password: &str) -> (End, usize) {
    let mut asked = 0;
    let application = directory();
    let mut application = application.authorizing(|_| {
        asked += 1;
        Decision::GrantAuthenticated
    });
    let first = "n=amy,r=a-nonce-by-hand";
    let challenged =
        begin_in(&mut application, &offer(Profile::LDAP, &[]), BARE, "n,a=root,", first).unwrap();
    let message = challenged.proved(&challenged.without_proof("n,a=root,", b""), password);
    let end = end(challenged.then.receive(message.as_bytes()), &mut application);
    drop(application);
    (end, asked)
}

#[test]
fn a094_a139_authorization_comes_between_the_two_proofs() {
    // No `v=`: the login is denied before it leaves.
    assert_eq!(ask_for_root("pencil"), (("not-authorized", String::new()), 1));
    assert_eq!(ask_for_root("stylus"), (("bad-credentials", "e=invalid-proof".into()), 0));
}

#[test]
fn a111_the_prepared_name_changes_nothing_in_what_is_signed() {
    let mut application = directory().lookup(|name| match name {
        "a=b" => sasl_core::server::Found::Account(records("pencil")),
        _ => panic!("{name}"),
    });
    let first = "n=a=3Db,r=a-nonce-by-hand";
    let challenged = begin_in(&mut application, &offer(Profile::LDAP, &[]), BARE, "n,,", first).unwrap();
    let message = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
    assert_eq!(end(challenged.then.receive(message.as_bytes()), &mut application).0, "accepted");
}
