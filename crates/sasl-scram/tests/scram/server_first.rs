//! Server-first-messages that a client refuses, before it does any work for them.
use crate::{
    dialed::{Dialed, dial, dial_with},
    ends::{BARE, client_settings},
    reference::base64,
};
use sasl_core::{ClientRegistry, ErrorKind, Profile, Security, client::Connection};
use sasl_scram::{ClientSettings, Limits, ScramClient, Sha256};
use sasl_testkit::Application;

const SALT: &str = "c2FsdCBieSBoYW5k";

fn dialed() -> Dialed {
    dial(&[BARE], &[], "pencil")
}

/// A client with the default limits, or these.
fn limited(limits: Option<Limits>) -> Dialed {
    let settings = limits.map_or(ClientSettings::new(), |limits| ClientSettings::new().with_limits(limits));
    let registry = ClientRegistry::new().with(ScramClient::<Sha256>::bare(&settings));
    let line = Connection::new(Profile::XMPP, Security::Verified);
    dial_with(&registry, &[BARE], &line, Application::new().credentials("amy", "pencil")).unwrap()
}

/// Refused, in a message where `N` stands for the client's nonce.
fn refused(form: &str) -> ErrorKind {
    let dialed = dialed();
    let message = form.replace('N', dialed.nonce());
    dialed.refuses(message).kind()
}

#[test]
fn the_message_itself_leads_to_a_proof() {
    let dialed = dialed();
    let challenge = format!("r={}12345678,s={SALT},i=1", dialed.nonce());
    assert!(dialed.answer(&challenge).unwrap().said.starts_with("c=biws,r="));
}

#[test]
fn a122_truncated() {
    for form in [
        "",
        "r",
        "r=",
        "r=N",
        "r=N12345678",
        "r=N12345678,",
        "r=N12345678,s",
        "r=N12345678,s=",
        "r=N12345678,s=,",
        "r=N12345678,s=AAAA,",
        "r=N12345678,s=c2FsdCBieSBoYW5k",
        "r=N12345678,s=c2FsdCBieSBoYW5k,",
        "r=N12345678,s=c2FsdCBieSBoYW5k,i",
        "r=N12345678,s=c2FsdCBieSBoYW5k,i=",
        "r=N12345678,s=c2FsdCBieSBoYW5k,i=1,",
        "r=N12345678,s=c2FsdCBieSBoYW5k,i=1,x",
        "r=N12345678,s=c2FsdCBieSBoYW5k,i=1,x=",
        "\u{e4}",
        "\u{1f40c}=",
    ] {
        assert_eq!(refused(form), ErrorKind::Peer, "{form:?}");
    }
}

#[test]
fn a019_a073_twice_in_another_order_or_another_case() {
    for form in [
        "r=N12345678,r=N12345678,s=S,i=1",
        "r=N12345678,s=S,s=S,i=1",
        "r=N12345678,s=S,i=1,i=1",
        "r=N12345678,s=S,i=1,r=N12345678",
        "r=N12345678,s=S,i=1,v=AAAA",
        "r=N12345678,s=S,i=1,e=other-error",
        "s=S,r=N12345678,i=1",
        "r=N12345678,i=1,s=S",
        "x=1,r=N12345678,s=S,i=1",
        "r=N12345678,x=1,s=S,i=1",
        "r=N12345678,s=S,x=1,i=1",
        "R=N12345678,s=S,i=1",
        "r=N12345678,S=S,i=1",
        "r=N12345678,s=S,I=1",
        "r=N12345678,,s=S,i=1",
        ",r=N12345678,s=S,i=1",
        "e=",
        "e=other-error,r=N12345678,s=S,i=1",
        "e=other-error,v=AAAA",
        "E=other-error",
        "v=AAAA",
    ] {
        assert_eq!(refused(&form.replace("=S", &format!("={SALT}"))), ErrorKind::Peer, "{form:?}");
    }
}

#[test]
fn a071_a_mandatory_extension_is_refused() {
    for form in ["m=x,r=N12345678,s=S,i=1", "r=N12345678,m=x,s=S,i=1", "r=N12345678,s=S,i=1,m=x"] {
        let dialed = dialed();
        let message = form.replace("=N", &format!("={}", dialed.nonce())).replace("=S", &format!("={SALT}"));
        let error = dialed.refuses(message);
        assert_eq!(error.kind(), ErrorKind::Peer, "{form:?}");
        assert!(error.to_string().contains("mandatory extension"), "{error}");
    }
}

#[test]
fn a005_a130_the_nonce_has_to_be_the_clients_and_8_more() {
    let own = dialed().nonce().to_owned();
    let shorter = &own[..own.len() - 1];
    let nonces = [
        own.clone(),
        format!("{own}1234567"),
        format!("{shorter}{}", "x".repeat(20)),
        format!("x{own}12345678"),
        format!("{}12345678", own.to_lowercase()),
        "a-recorded-nonce-of-another-login".into(),
        "12345678".into(),
        String::new(),
        format!("{own}1234 5678"),
        format!("{own}12345678\u{7f}"),
        format!("{own}12345678\u{e4}"),
        format!("{own}{}", "x".repeat(489)),
    ];
    for nonce in nonces {
        let error = dialed().refuses(format!("r={nonce},s={SALT},i=1"));
        assert_eq!(error.kind(), ErrorKind::Peer, "{nonce}");
    }
    for added in [8, 24, 488] {
        let dialed = dialed();
        assert!(dialed.answer(&format!("r={own}{},s={SALT},i=1", "x".repeat(added))).is_ok(), "{added}");
    }
}

#[test]
fn a036_a049_salts_have_8_to_256_octets() {
    for (length, good) in
        [(1, false), (7, false), (8, true), (16, true), (256, true), (257, false), (3000, false)]
    {
        let dialed = dialed();
        let message = format!("r={}12345678,s={},i=1", dialed.nonce(), base64(&vec![5; length]));
        match good {
            true => assert!(dialed.answer(&message).is_ok(), "{length}"),
            false => assert_eq!(dialed.refuses(message).kind(), ErrorKind::Policy, "{length}"),
        }
    }
    assert_eq!(refused("r=N12345678,s=,i=1"), ErrorKind::Peer);
    assert_eq!(refused("r=N12345678,s=AA==,i=1"), ErrorKind::Policy);
}

#[test]
fn a068_salts_that_are_not_canonical_base64() {
    for salt in [
        "c2FsdCBieSBoYW5",
        "c2FsdCBieSBoYW5k=",
        "c2FsdCBieSBoYW5k====",
        "c2FsdCBieSBoYW4",
        "c2FsdCBieSBoYW5=",
        "c2FsdCBieSBoYR==",
        "c2FsdCBi eSBoYW5k",
        "c2FsdCBieSBoYW5k\n",
        "c2FsdCBieSBoYW_-",
        "c2Fs=CBieSBoYW5k",
        "====",
    ] {
        assert_eq!(refused(&format!("r=N12345678,s={salt},i=1")), ErrorKind::Peer, "{salt}");
    }
}

#[test]
fn a033_a035_counts_that_are_no_counts() {
    for count in [
        "0",
        "00",
        "01",
        "04096",
        "+4096",
        "-1",
        " 4096",
        "4096 ",
        "4096\0",
        "4096\n",
        "0x1000",
        "4e3",
        "4096.0",
        "\u{664}",
        "4294967296",
        "4294967297",
        "18446744073709551616",
        "99999999999999999999999999999999999999",
    ] {
        assert_eq!(refused(&format!("r=N12345678,s={SALT},i={count}")), ErrorKind::Peer, "{count:?}");
    }
}

#[test]
fn a031_a032_counts_outside_the_limits_are_refused_before_any_work() {
    let challenge = |dialed: &Dialed, count: u32| format!("r={}12345678,s={SALT},i={count}", dialed.nonce());
    for count in [1, 4095, 1_000_001, 0x7fff_ffff, u32::MAX] {
        let dialed = limited(None);
        let message = challenge(&dialed, count);
        let error = dialed.refuses(message);
        assert_eq!(error.kind(), ErrorKind::Policy, "{count}");
        assert!(error.to_string().contains("iteration count"), "{error}");
    }
    for count in [4096, 1_000_000] {
        let dialed = limited(None);
        let message = challenge(&dialed, count);
        let step = dialed.then.receive(message.as_bytes());
        assert!(matches!(step, Ok(sasl_core::Step::Work(_))), "{count}");
    }
    let low = || limited(Some(Limits::default().with_iterations(5..=6)));
    for (count, good) in [(4, false), (5, true), (6, true), (7, false), (4096, false)] {
        let dialed = low();
        let message = challenge(&dialed, count);
        assert_eq!(dialed.answer(&message).is_ok(), good, "{count}");
    }
}

#[test]
fn a058_a_nul_anywhere_and_a055_what_is_not_utf_8() {
    let message = format!("r={}12345678,s={SALT},i=1,x=1", dialed().nonce());
    for octet in [0, 0xff, 0xc3] {
        for at in 0..=message.len() {
            let mut message = message.clone().into_bytes();
            message.insert(at, octet);
            assert_eq!(dialed().refuses(message).kind(), ErrorKind::Peer, "{octet} at {at}");
        }
    }
}

#[test]
fn a049_a_message_that_is_too_long() {
    let dialed = dialed();
    let message = format!("{},x={}", dialed.challenge(""), "1".repeat(65536));
    assert_eq!(dialed.refuses(message).kind(), ErrorKind::Peer);
    // One that is long and well-formed is signed, whatever its length.
    let dialed = self::dialed();
    let challenge = dialed.challenge(&format!(",x={}", "1".repeat(60000)));
    let proved = dialed.answer(&challenge).unwrap();
    let verifier = proved.verifier("pencil").expect("the proof is right");
    assert!(proved.told(verifier).is_ok());
}

#[test]
fn the_settings_of_this_room_have_the_limits_that_it_needs() {
    assert!(format!("{:?}", client_settings()).contains("1..=1000000"));
}
