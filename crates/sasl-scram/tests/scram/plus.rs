//! `-PLUS` from end to end, and somebody in the middle.
use crate::{
    challenged::{FIRST, begin},
    dialed::dial,
    ends::{BARE, PLUS, bindings, client_registry, directory, ended, offer},
    reference::unbase64,
};
use sasl_core::{
    BindingKind::{self, TlsExporter, TlsServerEndPoint, TlsUnique},
    ChannelBinding, ErrorKind, Profile, Security,
    client::{Connection, Preference},
};
use sasl_testkit::{Ended, From, Pair};

/// A login over a line whose ends have these bindings; the server's list arrives as the middle wants it.
fn pair(profile: Profile, ends: [&[BindingKind]; 2], listed: &[&str], password: &str) -> Pair<'static> {
    let [client, server] = ends;
    let line = Connection::new(profile, Security::Unverified).with_bindings(bindings(client));
    let choice = client_registry().choose(listed.iter().copied(), &line, &Preference::password()).unwrap();
    Pair::new(&offer(profile, server), choice, directory().credentials("amy", password))
}

fn said(ended: &Ended, at: usize) -> &str {
    str::from_utf8(&ended.transcript[at].1).unwrap()
}

#[test]
fn both_ends_know_that_the_login_is_bound() {
    for profile in [Profile::MAIL, Profile::XMPP] {
        for kind in [TlsExporter, TlsUnique] {
            let ended = pair(profile, [&[kind], &[kind]], &[BARE, PLUS], "pencil").drive();
            assert!(said(&ended, 0).starts_with(&format!("p={kind},,n=amy,r=")));
            let client = ended.client.unwrap();
            assert!(client.server_verified());
            assert_eq!((client.mechanism(), client.binding()), (PLUS, Some(kind)));
            let accepted = ended.server.accepted().unwrap();
            assert_eq!((accepted.mechanism(), accepted.binding()), (PLUS, Some(kind)));
        }
    }
}

#[test]
fn a_bare_login_is_not_bound() {
    let ended = pair(Profile::MAIL, [&[], &[TlsExporter]], &[BARE], "pencil").drive();
    assert_eq!(ended.client.unwrap().binding(), None);
    assert_eq!(ended.server.accepted().unwrap().binding(), None);
}

/// Each end has a TLS connection of its own, with whoever is between them.
fn relayed(profile: Profile, password: &str) -> Ended {
    let other = ChannelBinding::new(TlsExporter, b"another connection").unwrap();
    let line = Connection::new(profile, Security::Unverified).with_bindings([other].into_iter().collect());
    let choice = client_registry().choose([PLUS], &line, &Preference::password()).unwrap();
    Pair::new(&offer(profile, &[TlsExporter]), choice, directory().credentials("amy", password)).drive()
}

#[test]
fn a_relayed_login_is_a_binding_mismatch_only_under_a_right_proof() {
    let relay = relayed(Profile::LDAP, "pencil");
    assert_eq!(relay.client.unwrap_err().kind(), ErrorKind::Refused);
    let mismatch = "e=channel-bindings-dont-match".to_owned();
    assert_eq!(ended(&relay.server), ("binding-mismatch", mismatch));
    let relay = relayed(Profile::LDAP, "stylus");
    assert_eq!(ended(&relay.server), ("bad-credentials", "e=invalid-proof".into()));
}

/// A middle that has the list stripped of `-PLUS`.
fn stripped(profile: Profile, password: &str) -> Ended {
    pair(profile, [&[TlsExporter], &[TlsExporter]], &[BARE], password).drive()
}

#[test]
fn a086_a_stripped_list_is_a_downgrade_only_under_a_right_proof() {
    let strip = stripped(Profile::LDAP, "pencil");
    assert!(said(&strip, 0).starts_with("y,,"));
    assert_eq!(strip.client.unwrap_err().kind(), ErrorKind::Refused);
    let downgrade = "e=server-does-support-channel-binding".to_owned();
    assert_eq!(ended(&strip.server), ("downgrade", downgrade));
    let strip = stripped(Profile::LDAP, "stylus");
    assert_eq!(ended(&strip.server), ("bad-credentials", "e=invalid-proof".into()));
}

#[test]
fn a086_the_middle_cannot_turn_y_into_n() {
    let flag = |from, nth, message: &mut Vec<u8>| {
        if (from, nth) == (From::Client, 0) {
            message[0] = b'n';
        }
    };
    let pair = pair(Profile::LDAP, [&[TlsExporter], &[TlsExporter]], &[BARE], "pencil");
    let end = ended(&pair.tamper(flag).drive().server);
    // What is signed does not begin with the header, but `c=` repeats it.
    assert_eq!(end, ("binding-mismatch", "e=channel-bindings-dont-match".into()));
}

#[test]
fn where_failure_has_no_room_the_log_alone_knows_why() {
    for profile in [Profile::MAIL, Profile::SIEVE, Profile::XMPP] {
        for (login, word) in [
            (relayed(profile, "pencil"), "binding-mismatch"),
            (relayed(profile, "stylus"), "bad-credentials"),
            (stripped(profile, "pencil"), "downgrade"),
            (stripped(profile, "stylus"), "bad-credentials"),
        ] {
            assert_eq!(ended(&login.server), (word, String::new()));
            // No message of the server's follows the client's proof.
            assert_eq!(login.transcript.last().map(|(from, _)| *from), Some(From::Client));
        }
    }
}

#[test]
fn a078_binding_data_that_are_missing_bind_nothing() {
    for name in [BARE, PLUS] {
        let header = "p=tls-exporter,,";
        let challenged = begin(&offer(Profile::LDAP, &[TlsExporter]), name, header, FIRST).unwrap();
        let without_proof = challenged.without_proof(header, b"");
        let message = challenged.proved(&without_proof, "pencil");
        let mismatch = ("binding-mismatch", "e=channel-bindings-dont-match".to_owned());
        assert_eq!(challenged.answer(message), mismatch, "{name}");
    }
}

#[test]
fn only_the_whole_of_the_binding_will_do() {
    let right = "tls-exporter";
    for wrong in ["tls-exporte", "tls-exporter\0", "tls-exporteR", "Tls-exporter", "tls-unique", "x"] {
        let challenged =
            begin(&offer(Profile::LDAP, &[TlsExporter]), PLUS, "p=tls-exporter,,", FIRST).unwrap();
        let without_proof = challenged.without_proof("p=tls-exporter,,", wrong.as_bytes());
        let message = challenged.proved(&without_proof, "pencil");
        assert_eq!(challenged.answer(message).0, "binding-mismatch", "{wrong}");
    }
    let challenged = begin(&offer(Profile::LDAP, &[TlsExporter]), PLUS, "p=tls-exporter,,", FIRST).unwrap();
    let message =
        challenged.proved(&challenged.without_proof("p=tls-exporter,,", right.as_bytes()), "pencil");
    assert_eq!(challenged.answer(message).0, "accepted");
}

#[test]
fn a116_c_is_the_header_alone_where_nothing_is_bound() {
    for (kinds, flag, offered) in [(&[][..], "n", &[BARE][..]), (&[TlsExporter], "y", &[BARE])] {
        let dialed = dial(offered, kinds, "pencil");
        assert!(dialed.said.starts_with(&format!("{flag},,n=amy,r=")));
        let challenge = dialed.challenge("");
        let proved = dialed.answer(&challenge).unwrap();
        let (binding, _) = proved.said.strip_prefix("c=").unwrap().split_once(',').unwrap();
        assert_eq!(unbase64(binding), format!("{flag},,").as_bytes());
    }
    // .. and a client that binds all the same is refused.
    for flag in ["n,,", "y,,"] {
        let challenged = begin(&offer(Profile::LDAP, &[TlsServerEndPoint]), BARE, flag, FIRST).unwrap();
        let without_proof = challenged.without_proof(flag, b"tls-server-end-point");
        let message = challenged.proved(&without_proof, "pencil");
        assert_eq!(challenged.answer(message).0, "binding-mismatch", "{flag}");
    }
}

#[test]
fn a_header_other_than_the_one_that_was_sent_is_a_mismatch() {
    for (sent, repeated) in
        [("n,,", "y,,"), ("n,,", "n,a=amy,"), ("n,a=amy,", "n,,"), ("n,a=amy,", "n,a=eve,")]
    {
        let challenged = begin(&offer(Profile::LDAP, &[]), BARE, sent, FIRST).unwrap();
        let message = challenged.proved(&challenged.without_proof(repeated, b""), "pencil");
        assert_eq!(challenged.answer(message).0, "binding-mismatch", "{sent} {repeated}");
    }
}

#[test]
fn a_client_that_insists_on_a_binding_finds_itself_bound() {
    let line = Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings(&[TlsExporter]));
    let choice =
        client_registry().choose([BARE, PLUS], &line, &Preference::password().require_binding()).unwrap();
    let amy = directory().credentials("amy", "pencil");
    let ended = Pair::new(&offer(Profile::XMPP, &[TlsExporter]), choice, amy).drive();
    assert_eq!(ended.client.unwrap().binding(), Some(TlsExporter));
}
