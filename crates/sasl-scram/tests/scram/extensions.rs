//! Extensions that nobody knows: passed over, and signed as they stand (RFC 5802 section 5.1).
use crate::{
    challenged::{FIRST, begin},
    dialed::dial,
    ends::{BARE, directory, offer},
};
use sasl_core::{
    ErrorKind, Profile, Step,
    server::{Ask, Verdict},
};
use sasl_testkit::entropy;

/// None to three of them.
const EXTENSIONS: [&str; 5] = ["", ",x=1", ",x=1,Y=two", ",x=1,Y=two,z=three=3=", ",z=\u{e4}\u{1f40c}"];

#[test]
fn a071_a127_a133_a_server_passes_over_them_in_both_messages() {
    for in_first in EXTENSIONS {
        for in_final in EXTENSIONS {
            let first = format!("{FIRST}{in_first}");
            let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", &first).unwrap();
            let without_proof = challenged.without_proof("n,,", b"") + in_final;
            let verifier = challenged.keys("pencil").verifier(&challenged.auth_message(&without_proof));
            let message = challenged.proved(&without_proof, "pencil");
            assert_eq!(challenged.answer(message), ("accepted", verifier), "{in_first} {in_final}");
        }
    }
}

#[test]
fn a071_a127_a_client_passes_over_them() {
    for extensions in EXTENSIONS {
        let dialed = dial(&[BARE], &[], "pencil");
        let challenge = dialed.challenge(extensions);
        let proved = dialed.answer(&challenge).unwrap();
        let verifier = proved.verifier("pencil").expect("they are signed");
        assert!(proved.told(verifier).is_ok(), "{extensions}");
    }
}

#[test]
fn a127_a_proof_over_a_text_without_them_is_wrong() {
    // The server signs what it has received ..
    let first = format!("{FIRST},x=1");
    let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", &first).unwrap();
    let without_proof = challenged.without_proof("n,,", b"");
    let auth_message = challenged.auth_message(&without_proof).replace(",x=1", "");
    let proof = challenged.keys("pencil").proof(&auth_message);
    assert_eq!(challenged.answer(format!("{without_proof},p={proof}")).0, "bad-credentials");
    // .. and in the last message too ..
    let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap();
    let without_proof = challenged.without_proof("n,,", b"");
    let proof = challenged.keys("pencil").proof(&challenged.auth_message(&without_proof));
    assert_eq!(challenged.answer(format!("{without_proof},x=1,p={proof}")).0, "bad-credentials");
    // .. and so does the client.
    let dialed = dial(&[BARE], &[], "pencil");
    let challenge = dialed.challenge(",x=1");
    let proved = dialed.answer(&challenge).unwrap();
    let (keys, auth_message) = (
        crate::reference::keys("pencil", b"salt by hand", crate::ends::COUNT),
        proved.auth_message().replace(",x=1", ""),
    );
    let told = proved.told(keys.verifier(&auth_message));
    assert_eq!(told.unwrap_err().kind(), ErrorKind::ServerNotVerified);
}

#[test]
fn a072_a_value_that_looks_like_a_proof_is_a_value() {
    for extension in [",x=p=AAAA", ",x=1p=AAAA", ",x=", ",p=AAAA"] {
        let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap();
        let without_proof = challenged.without_proof("n,,", b"") + extension;
        let message = challenged.proved(&without_proof, "pencil");
        // A proof before the last is no extension, nor is an empty value.
        let end = if matches!(extension, ",p=AAAA" | ",x=") { "malformed" } else { "accepted" };
        assert_eq!(challenged.answer(message).0, end, "{extension}");
    }
}

#[test]
fn a001_an_extension_cannot_stand_in_for_the_nonce() {
    let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap();
    let nonce = challenged.nonce().to_owned();
    let message = challenged.proved(&format!("c=biws,r=another-nonce,x=r={nonce}"), "pencil");
    assert_eq!(challenged.answer(message).0, "malformed");
}

/// The first message's are on the question, where nobody has proved anything; the outcome has those of both.
#[test]
fn a071_a_server_hands_them_over_on_the_question_and_on_the_outcome() {
    let offer = offer(Profile::XMPP, &[]);
    let first = format!("n,,{FIRST},x=1,y=two=2");
    let Ok(Step::Ask(Ask::Lookup(asked))) = offer.start(BARE, Some(first.as_bytes()), entropy(2)) else {
        panic!()
    };
    let said: Vec<_> = asked.extensions().iter().collect();
    assert_eq!(said, [('x', "1"), ('y', "two=2")]);
    assert_eq!((asked.extensions().get('y'), asked.extensions().get('z')), (Some("two=2"), None));
    assert!(!format!("{asked:?}").contains("two"));

    let challenged = begin(&offer, BARE, "n,,", &first[3..]).unwrap();
    let without_proof = format!("{},z=3,x=4", challenged.without_proof("n,,", b""));
    let message = challenged.proved(&without_proof, "pencil");
    let Step::Ask(ask) = challenged.then.receive(message.as_bytes()) else { panic!() };
    let Step::Done(Verdict::Accepted(accepted)) = directory().answer_server(ask) else { panic!() };
    let signed: Vec<_> = accepted.extensions().iter().collect();
    assert_eq!(signed, [('x', "1"), ('y', "two=2"), ('z', "3"), ('x', "4")]);
    assert_eq!(accepted.extensions().get('x'), Some("1"));
}

/// Those of the last message are under no proof, so they are not handed over.
#[test]
fn a071_a_client_hands_over_those_of_the_first_message_alone() {
    let dialed = dial(&[BARE], &[], "pencil");
    let challenge = dialed.challenge(",x=1,h=AAAA");
    let proved = dialed.answer(&challenge).unwrap();
    let verifier = format!("{},y=2", proved.verifier("pencil").unwrap());
    let outcome = proved.told(verifier).unwrap();
    let signed: Vec<_> = outcome.extensions().iter().collect();
    assert_eq!(signed, [('x', "1"), ('h', "AAAA")]);
}
