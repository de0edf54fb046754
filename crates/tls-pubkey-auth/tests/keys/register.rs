//! Registering: on whose word, and for whom.
use crate::fixtures::read;
use rustls::crypto::ring::default_provider;
use tls_pubkey_auth::{Challenge, Claim, KeyRecord, NotRegistered, Spki, rustls::SignatureRefused};

fn spki() -> Spki {
    Spki::from_certificate(&read("p256.der")).unwrap()
}

fn signed(challenge: &Challenge, file: &str) -> Vec<u8> {
    let provider = default_provider();
    let key = read(file);
    let key = provider.key_provider.load_private_key(key.try_into().unwrap()).unwrap();
    let schemes = [
        rustls::SignatureScheme::ED25519,
        rustls::SignatureScheme::ECDSA_NISTP256_SHA256,
        rustls::SignatureScheme::ECDSA_NISTP384_SHA384,
        rustls::SignatureScheme::RSA_PKCS1_SHA256,
    ];
    key.choose_scheme(&schemes).unwrap().sign(&challenge.message()).unwrap()
}

#[test]
fn a_key_belongs_to_one_account() {
    let claim = || Claim::trusted_by_administrator(spki());
    let record = KeyRecord::register(claim(), "alice", "alice@example.org", None).unwrap();
    assert_eq!((record.account.as_str(), record.login_name.as_str()), ("alice", "alice@example.org"));
    let held = |holder| KeyRecord::register(claim(), "alice", "alice@example.org", Some(holder));
    assert_eq!(held("bob"), Err(NotRegistered::HeldByAnother));
    assert_eq!(held("alice"), Err(NotRegistered::HeldAlready));
}

#[test]
fn the_administrators_word_is_no_proof_and_says_so() {
    assert!(!Claim::trusted_by_administrator(spki()).is_proved());
}

#[test]
fn a_signed_challenge_proves_possession_for_its_account() {
    for kind in ["ed25519", "p256", "p384", "rsa2048"] {
        let spki = Spki::from_certificate(&read(&format!("{kind}.der"))).unwrap();
        let challenge = Challenge::new("alice", [7; 32]);
        let signature = signed(&challenge, &format!("{kind}.key"));
        let claim = challenge.verify(spki.clone(), &signature, &default_provider()).unwrap();
        assert!(claim.is_proved() && *claim.spki() == spki, "{kind}");
        let other = KeyRecord::register(claim, "mallory", "mallory@example.org", None);
        assert_eq!(other, Err(NotRegistered::ClaimedForAnother), "{kind}");
        let claim = Challenge::new("alice", [7; 32]).verify(spki, &signature, &default_provider()).unwrap();
        // Signed or not, nobody takes over what another account holds.
        let held = KeyRecord::register(claim, "alice", "alice@example.org", Some("bob"));
        assert_eq!(held, Err(NotRegistered::HeldByAnother), "{kind}");
    }
}

#[test]
fn another_challenge_another_account_and_another_key_are_refused() {
    let challenge = Challenge::new("alice", [7; 32]);
    let signature = signed(&challenge, "p256.key");
    let verify = |challenge: Challenge, spki, signature: &[u8]| {
        challenge.verify(spki, signature, &default_provider()).map(|claim| claim.is_proved())
    };
    assert_eq!(verify(challenge.clone(), spki(), &signature), Ok(true));
    let other_key = Spki::from_certificate(&read("p256-other.der")).unwrap();
    let ed25519 = Spki::from_certificate(&read("ed25519.der")).unwrap();
    for (challenge, spki, signature) in [
        (Challenge::new("alice", [8; 32]), spki(), &signature[..]),
        (Challenge::new("bob", [7; 32]), spki(), &signature),
        (challenge.clone(), other_key, &signature),
        (challenge.clone(), ed25519, &signature),
        (challenge.clone(), spki(), &signature[1..]),
        (challenge, spki(), b""),
    ] {
        assert_eq!(verify(challenge, spki, signature), Err(SignatureRefused));
    }
}

#[test]
fn a_challenge_is_no_message_of_tls_and_one_text_is_one_account() {
    let message = Challenge::new("alice\n5\nbob", [0xab; 32]).message();
    // TLS 1.3 signs 64 spaces first, TLS 1.2 a ClientHello.
    assert!(message.starts_with(b"countersign: register this key\n"));
    assert!(message.ends_with(b"ab\n11\nalice\n5\nbob\n"));
}

#[test]
fn a_challenge_is_read_from_its_text_and_signed_by_its_key() {
    for kind in ["ed25519", "p256", "p384", "rsa2048"] {
        let message = Challenge::new("alice", [0xa7; 32]).message();
        let challenge = Challenge::read(&message).expect("a challenge");
        assert_eq!((challenge.account(), challenge.message()), ("alice", message));
        let key = default_provider().key_provider;
        let key = key.load_private_key(read(&format!("{kind}.key")).try_into().unwrap()).unwrap();
        let signature = challenge.sign(&*key).expect("a signature");
        let spki = Spki::from_certificate(&read(&format!("{kind}.der"))).unwrap();
        assert!(challenge.verify(spki, &signature, &default_provider()).unwrap().is_proved(), "{kind}");
    }
}

#[test]
fn what_is_not_octet_for_octet_a_challenge_is_none() {
    let good = Challenge::new("alice", [0xa7; 32]).message();
    for at in 0..good.len() {
        assert!(Challenge::read(&good[..at]).is_none(), "cut at {at}");
        let mut changed = good.clone();
        changed[at] ^= 0x20;
        assert!(Challenge::read(&changed).is_none_or(|read| read.message() == changed), "changed at {at}");
    }
    for (from, to) in [("a7a7", "A7A7"), ("\n5\n", "\n05\n"), ("\n5\n", "\n6\n"), ("alice\n", "alice\n\n")] {
        let text = String::from_utf8(good.clone()).unwrap().replacen(from, to, 1);
        assert!(Challenge::read(text.as_bytes()).is_none(), "{text}");
    }
    assert!(Challenge::read(&[&good[..], b"\n"].concat()).is_none());
    assert!(Challenge::read(b"\xff").is_none());
}
