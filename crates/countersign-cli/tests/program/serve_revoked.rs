//! Certificates that become invalid while their connections are open.
use crate::support::{
    ALL, CertificateAuthority, Certified, Data, PASSWORD,
    Protocol::{self, Imap, Pop3, Sieve, Smtp},
    Serve, USER, Wire,
};
use rustix::process::Signal;
use std::{fs, time::Duration};

const LONG: i32 = 2100;
const ALICE: &str = "alice@example.org";
const SERIAL: u64 = 7;

fn external(protocol: Protocol) -> Vec<u8> {
    [protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat()
}

/// Opens a session of each kind by a certificate: the greeting alone, IDLE, and EXTERNAL after STARTTLS.
fn sessions(serve: &Serve, alice: &Certified) -> Vec<(&'static str, Wire)> {
    let mut greeted = serve.keyed(Imap, alice.credential());
    assert!(greeted.line().starts_with("* PREAUTH "));
    let mut idle = serve.keyed(Imap, alice.credential());
    assert!(idle.line().starts_with("* PREAUTH "));
    idle.send("i IDLE\r\n");
    assert_eq!(idle.line(), "+ idling");
    let mut submissions = serve.keyed(Smtp, alice.credential()).greeted(Smtp);
    assert!(submissions.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("250 "));
    let mut pop3s = serve.keyed(Pop3, alice.credential()).greeted(Pop3);
    pop3s.send(external(Pop3));
    assert!(Pop3.is_in(&pop3s.line()));
    let mut open = vec![("imaps", greeted), ("idle", idle), ("submissions", submissions), ("pop3s", pop3s)];
    for (name, protocol) in [("imap", Imap), ("pop3", Pop3), ("sieve", Sieve)] {
        let mut wire = serve.keyed_starttls(protocol, alice.credential());
        wire.send(external(protocol));
        let reply = wire.line();
        assert!(protocol.is_in(&reply), "{name}: {reply}");
        open.push((name, wire));
    }
    open.push(("submission", serve.keyed_starttls(Smtp, alice.credential())));
    open
}

/// Checks that the server ends all of them, with a farewell where the protocol has one.
#[track_caller]
fn all_end(sessions: Vec<(&str, Wire)>) {
    for (name, mut wire) in sessions {
        let said = wire.rest();
        let farewell = said.last().map(String::as_str).unwrap_or_default();
        let begins = match name {
            "imaps" | "idle" | "imap" => "* BYE ",
            "submissions" | "submission" => "421 ",
            "pop3s" | "pop3" => "-ERR ",
            _ => "BYE ",
        };
        assert!(farewell.starts_with(begins), "{name}: {said:?}");
    }
}

#[test]
fn a165_a_revoked_certificate_ends_its_sessions_and_no_others() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    data.done(&["account", "add", "bob", "--address", "bob@example.org"]);
    let serve = Serve::run_on(&data, &["--client-ca", &ca.file(), "--client-crl", &ca.revoke(&[], LONG)]);
    let (alice, other) = (ca.certify(ALICE, SERIAL, LONG), ca.certify(ALICE, 8, LONG));
    let bob = ca.certify("bob@example.org", 9, LONG);
    let open = sessions(&serve, &alice);
    let mut stay = [&other, &bob].map(|certified| serve.keyed(Imap, certified.credential()));
    assert!(stay.iter_mut().all(|wire| wire.line().starts_with("* PREAUTH ")));
    let mut by_password = serve.started(Imap);
    assert!(by_password.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    // The certificate's key is presented as well, but the client logged in with its password.
    let mut beside = serve.keyed_starttls(Imap, alice.credential());
    assert!(beside.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
    ca.revoke(&[SERIAL], LONG);
    all_end(open);
    for wire in stay.iter_mut().chain([&mut by_password, &mut beside]) {
        wire.noop(Imap);
    }
    assert!(serve.keyed(Imap, alice.credential()).line().starts_with("* OK "));
}

/// Starts a server with a configuration that can be reloaded, and sessions of a certificate.
fn reloaded(lists: bool, change: impl FnOnce(&CertificateAuthority, &str)) {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let file = data.home().join("c.toml");
    let lists = if lists { format!("client-crl = {:?}\n", ca.revoke(&[], LONG)) } else { String::new() };
    fs::write(&file, format!("client-ca = [{:?}]\n{lists}", ca.file())).unwrap();
    let file = file.to_str().unwrap();
    let serve = Serve::run_on(&data, &["--config", file]);
    let open = sessions(&serve, &ca.certify(ALICE, SERIAL, LONG));
    change(&ca, file);
    serve.signal(Signal::HUP);
    serve.says("reload: reloaded");
    all_end(open);
}

#[test]
fn a165_an_authority_that_is_taken_away_ends_its_sessions() {
    reloaded(false, |_, file| fs::write(file, "").unwrap());
}

#[test]
fn a165_an_authority_that_is_replaced_ends_its_sessions() {
    reloaded(true, |ca, file| {
        fs::copy(CertificateAuthority::new().file(), ca.file()).unwrap();
        fs::write(file, format!("client-ca = [{:?}]\n", ca.file())).unwrap();
    });
}

#[test]
fn a165_an_authority_that_loses_a_domain_ends_its_sessions() {
    reloaded(true, |ca, file| {
        fs::write(file, format!("client-ca = [\"example.net={}\"]\n", ca.file())).unwrap();
    });
}

#[test]
fn a165_a_changed_name_field_ends_the_sessions() {
    reloaded(false, |ca, file| {
        fs::write(file, format!("client-ca = [{:?}]\ncert-name = \"cn\"\n", ca.file())).unwrap();
    });
}

/// Opens a session with something that lasts this long; longer if the machine was too slow for it.
fn expires(make: impl Fn(Duration) -> (CertificateAuthority, Option<String>, Certified)) {
    for seconds in [3, 8, 20] {
        let (data, (ca, lists, alice)) = (Data::new(), make(Duration::from_secs(seconds)));
        let (file, lists) = (ca.file(), lists.as_ref());
        let lists = lists.map(|lists| ["--client-crl", lists.as_str()]);
        let lists = lists.as_ref().map_or(&[][..], |lists| &lists[..]);
        let serve = Serve::run_on(&data, &[&["--client-ca", &file], lists].concat());
        let mut wire = serve.keyed(Imap, alice.credential());
        if !wire.line().starts_with("* PREAUTH ") {
            continue;
        }
        let farewell = wire.rest();
        assert!(farewell.len() == 1 && farewell[0].starts_with("* BYE "), "{farewell:?}");
        assert!(serve.keyed(Imap, alice.credential()).line().starts_with("* OK "));
        return;
    }
    panic!("no session was opened in time");
}

#[test]
fn a165_a_certificate_that_expires_ends_its_sessions() {
    expires(|time| {
        let ca = CertificateAuthority::new();
        let alice = ca.certify_for(ALICE, SERIAL, time);
        (ca, None, alice)
    });
}

#[test]
fn a165_an_intermediate_certificate_that_expires_ends_its_sessions() {
    expires(|time| {
        let ca = CertificateAuthority::new();
        let alice = ca.below(time).certify(ALICE, SERIAL, LONG);
        (ca, None, alice)
    });
}

#[test]
fn a165_a_list_that_expires_ends_the_sessions_of_its_authority() {
    expires(|time| {
        let ca = CertificateAuthority::new();
        let (lists, alice) = (ca.revoke_for(&[], time), ca.certify(ALICE, SERIAL, LONG));
        (ca, Some(lists), alice)
    });
}

#[test]
fn a165_a_list_that_cannot_be_read_changes_nothing() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let list = ca.revoke(&[66], LONG);
    let serve = Serve::run_on(&data, &["--client-ca", &ca.file(), "--client-crl", &list]);
    let alice = ca.certify(ALICE, SERIAL, LONG);
    let open = sessions(&serve, &alice);
    let revoked = ca.certify(ALICE, 66, LONG);
    for broken in ["nothing", ""] {
        fs::write(&list, broken).unwrap();
        serve.says(
            "crl.pem: the PEM text contains no block of the expected kind; the previous revocation lists",
        );
    }
    fs::remove_file(&list).unwrap();
    serve.says("crl.pem: No such file or directory (os error 2); the previous revocation lists");
    assert!(serve.keyed(Imap, revoked.credential()).line().starts_with("* OK "), "it is in force as it was");
    for (name, wire) in &open {
        assert!(wire.is_open(), "{name}");
    }
    ca.revoke(&[SERIAL], LONG);
    all_end(open);
}

#[test]
fn a166_a_connection_from_before_the_revocation_does_not_log_in_after_it() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let list = ca.revoke(&[], LONG);
    let serve = Serve::run_on(&data, &["--client-ca", &ca.file(), "--client-crl", &list]);
    let alice = ca.certify(ALICE, SERIAL, LONG);
    for protocol in ALL {
        ca.revoke(&[], LONG);
        let mut wire = serve.keyed_starttls(protocol, alice.credential());
        ca.revoke(&[SERIAL], LONG);
        // It is rejected, or the connection has ended already: the server may have read the file first.
        let _ = wire.try_send(external(protocol));
        let reply = wire.next_line().unwrap_or_default();
        assert!(!protocol.is_in(&reply), "{protocol:?}: {reply}");
    }
}

#[test]
fn a166_the_key_of_a_revoked_certificate_cannot_be_registered() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let list = ca.revoke(&[66], LONG);
    let options = ["--register-keys", "--client-ca", &ca.file(), "--client-crl", &list];
    let serve = Serve::run_on(&data, &options);
    // Revoked before the connection began, and during it: no account has its name, so it is not ended.
    let (before, during) = (ca.certify(ALICE, 66, LONG), ca.certify("carol@example.org", SERIAL, LONG));
    let [mut before, mut during] = [&before, &during].map(|certified| {
        let mut wire = serve.keyed_starttls(Imap, certified.credential());
        assert!(wire.imap(format!("LOGIN {USER} {PASSWORD}")).pop().unwrap().starts_with("t OK "));
        wire
    });
    assert!(!before.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
    assert!(before.imap("X-REGISTER-KEY").pop().unwrap().starts_with("t NO "));
    assert!(during.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
    ca.revoke(&[66, SERIAL], LONG);
    assert!(during.imap("X-REGISTER-KEY").pop().unwrap().starts_with("t NO "));
    assert_eq!(data.run(&["key", "list"]).out, "");
}
