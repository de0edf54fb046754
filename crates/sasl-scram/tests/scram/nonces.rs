//! Nonces, on the line.
use crate::{
    challenged::{FIRST, begin},
    dialed::dial,
    ends::{BARE, COUNT, PLUS, client_registry, directory, offer},
    reference::base64,
};
use sasl_core::{
    BindingKind::TlsExporter,
    Entropy, Profile, Security,
    client::{Connection, Preference},
};
use sasl_testkit::{From, Pair, entropy};

fn messages(client: u8, server: u8) -> Vec<String> {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose([BARE], &line, &Preference::password()).unwrap();
    let application = directory().credentials("amy", "pencil");
    let pair =
        Pair::new(&offer(Profile::MAIL, &[]), choice, application).entropy(entropy(client), entropy(server));
    let ended = pair.drive();
    ended.transcript.into_iter().map(|(_, message)| String::from_utf8(message).unwrap()).collect()
}

#[test]
fn a003_a004_each_end_adds_18_octets_and_the_client_returns_all() {
    let [client, server] = [[3; 18], [4; 18]].map(|octets| base64(&octets));
    let said = messages(3, 4);
    assert_eq!(said[0], format!("n,,n=amy,r={client}"));
    assert!(
        said[1].starts_with(&format!("r={client}{server},s=")) && said[1].ends_with(&format!(",i={COUNT}"))
    );
    assert!(said[2].starts_with(&format!("c=biws,r={client}{server},p=")));
}

#[test]
fn a004_a_client_that_binds_has_a_nonce_too() {
    let bare = dial(&[BARE], &[], "pencil");
    let plus = dial(&[BARE, PLUS], &[TlsExporter], "pencil");
    let y = dial(&[BARE], &[TlsExporter], "pencil");
    assert!(plus.said.starts_with("p=tls-exporter,") && y.said.starts_with("y,"));
    for dialed in [bare, plus, y] {
        assert_eq!(dialed.nonce(), base64(&[1; 18]));
    }
}

#[test]
fn a012_a_proof_of_another_login_proves_nothing() {
    let [one, other] = [messages(3, 4), messages(3, 5)];
    assert_ne!(one[2], other[2]);
    let replay = |from, nth, message: &mut Vec<u8>| {
        if (from, nth) == (From::Client, 1) {
            *message = one[2].clone().into_bytes();
        }
    };
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose([BARE], &line, &Preference::password()).unwrap();
    let application = directory().credentials("amy", "pencil");
    let pair = Pair::new(&offer(Profile::MAIL, &[]), choice, application).entropy(entropy(3), entropy(5));
    assert!(pair.tamper(replay).drive().server.accepted().is_none());
}

#[test]
fn a049_nonces_up_to_512_characters_log_in() {
    for length in [8, 9, 100, 320, 512] {
        let first = FIRST.replace("a-nonce-by-hand", &"x".repeat(length));
        let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", &first).unwrap();
        assert_eq!(challenged.nonce().len(), length + 24);
        let message = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
        assert_eq!(challenged.answer(message).0, "accepted", "{length}");
    }
    for length in [8, 24, 488] {
        let dialed = dial(&[BARE], &[], "pencil");
        let challenge = dialed.challenge("").replace("added-by-hand", &"x".repeat(length));
        let proved = dialed.answer(&challenge).unwrap();
        let verifier = proved.verifier("pencil").unwrap();
        assert!(proved.told(verifier).is_ok(), "{length}");
    }
}

/// Entropy is the only way to a nonce, and a generator that fails gives none: there is nothing to start with.
#[test]
fn a021_a_generator_that_fails_fails_the_start() {
    let start = |fill: fn(&mut [u8; 32]) -> Result<(), &'static str>| {
        let entropy = Entropy::filled_by(fill)?;
        let first = format!("n,,{FIRST}");
        let step = offer(Profile::MAIL, &[]).start(BARE, Some(first.as_bytes()), entropy);
        step.map(drop).map_err(|_| "not offered")
    };
    assert_eq!(start(|_| Err("no randomness")), Err("no randomness"));
    let filled = |octets: &mut [u8; 32]| {
        octets.fill(7);
        Ok(())
    };
    assert_eq!(start(filled), Ok(()));
    // Not even one that fails half-way.
    assert!(
        start(|octets| {
            octets[..16].fill(7);
            Err("no more")
        })
        .is_err()
    );
}

/// After a failure there is no state to go on with: another exchange begins from nothing, and knows nothing of it.
#[test]
fn a009_a011_a_failure_leaves_nothing_behind_on_either_end() {
    let offer = offer(Profile::LDAP, &[]);
    let begin = || begin(&offer, BARE, "n,,", FIRST).unwrap();
    for wrong in ["", "v=", "c=biws,r=x,p=AAAA", "n,,n=amy,r=a-nonce-by-hand"] {
        assert_ne!(begin().answer(wrong).0, "accepted");
        let again = begin();
        let without_proof = again.without_proof("n,,", b"");
        let message = again.proved(&without_proof, "stylus");
        assert_eq!(again.answer(message).0, "bad-credentials", "{wrong}");
        let again = begin();
        let message = again.proved(&without_proof, "pencil");
        assert_eq!(again.answer(message).0, "accepted", "{wrong}");
    }
    // A client that has refused a challenge has no verifier that an empty one could be.
    assert!(dial(&[BARE], &[], "pencil").then.receive(b"r=x,s=AAAA,i=1").is_err());
    let dialed = dial(&[BARE], &[], "pencil");
    let challenge = dialed.challenge("");
    assert!(dialed.answer(&challenge).unwrap().told("v=").is_err());
}
