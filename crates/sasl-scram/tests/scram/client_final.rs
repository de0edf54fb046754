//! Client-final-messages that a server refuses.
use crate::{
    challenged::{Challenged, FIRST, begin},
    ends::{BARE, End, offer, value},
    reference::{base64, unbase64},
};
use sasl_core::Profile;

fn challenged() -> Challenged {
    begin(&offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap()
}

/// What becomes of a message that is made of the nonce and of a right proof over a right message.
fn answer(make: impl FnOnce(&str, &str) -> String) -> End {
    let challenged = challenged();
    let right = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
    let message = make(challenged.nonce(), value(&right, "p="));
    challenged.answer(message)
}

fn malformed(value: &str) -> End {
    ("malformed", format!("e={value}"))
}

#[test]
fn the_message_itself_is_accepted() {
    assert_eq!(answer(|nonce, proof| format!("c=biws,r={nonce},p={proof}")).0, "accepted");
}

#[test]
fn a121_truncated() {
    let grammar = malformed("invalid-encoding");
    for message in [
        "",
        "c",
        "c=",
        "c=,",
        "c=biws",
        "c=biws,",
        "c=biws,r",
        "c=biws,r=",
        "c=biws,r=x",
        "c=biws,r=x,",
        "c=biws,r=x,x",
        "c=biws,r=x,p",
        "c=biws,r=x,p=",
        "c=biws,r=x,p=AAAA,",
        "c=biws,r=x,p=A",
    ] {
        assert_eq!(challenged().answer(message), grammar, "{message:?}");
        let own = |nonce: &str, _: &str| message.replace("r=x", &format!("r={nonce}"));
        assert_eq!(answer(own), grammar, "{message:?}");
    }
}

#[test]
fn a019_attributes_twice_in_another_order_or_left_out() {
    for form in [
        "c=biws,c=biws,r=N,p=P",
        "c=biws,r=N,r=N,p=P",
        "c=biws,r=N,p=P,p=P",
        "r=N,c=biws,p=P",
        "c=biws,p=P,r=N",
        "p=P,c=biws,r=N",
        "r=N,p=P",
        "c=biws,p=P",
        "x=1,c=biws,r=N,p=P",
        "c=biws,x=1,r=N,p=P",
        "c=biws,r=N,p=P,x=1",
        "c=biws,r=N,n=amy,p=P",
        "c=biws,r=N,v=P,p=P",
        "c=biws,,r=N,p=P",
        "c=biws,r=N,,p=P",
        "c=biws,r=N,p=P,",
        ",c=biws,r=N,p=P",
        "n,,c=biws,r=N,p=P",
    ] {
        let made = |nonce: &str, proof: &str| {
            form.replace("=N", &format!("={nonce}")).replace("=P", &format!("={proof}"))
        };
        assert_eq!(answer(made), malformed("invalid-encoding"), "{form}");
    }
}

#[test]
fn a073_attribute_names_have_a_case() {
    for form in
        ["C=biws,r=N,p=P", "c=biws,R=N,p=P", "c=biws,r=N,P=P", "c=biws,r=N, p=P", "c=biws,r=N,1=1,p=P"]
    {
        let made = |nonce: &str, proof: &str| {
            form.replace("r=N", &format!("r={nonce}")).replace("p=P", &format!("p={proof}"))
        };
        assert_eq!(answer(made).0, "malformed", "{form}");
    }
}

#[test]
fn a071_a_mandatory_extension_is_refused() {
    for form in ["m=x,c=biws,r=N,p=P", "c=biws,m=x,r=N,p=P", "c=biws,r=N,m=x,p=P", "c=biws,r=N,x=1,m=x,p=P"] {
        let made = |nonce: &str, proof: &str| {
            form.replace("r=N", &format!("r={nonce}")).replace("p=P", &format!("p={proof}"))
        };
        assert_eq!(answer(made), malformed("extensions-not-supported"), "{form}");
    }
}

#[test]
fn a001_a002_another_nonce_under_a_valid_proof() {
    let changes: [fn(&str) -> String; 7] = [
        |nonce| format!("{nonce}x"),
        |nonce| format!("x{nonce}"),
        |nonce| nonce[1..].into(),
        |nonce| nonce[..nonce.len() - 1].into(),
        |nonce| nonce.replacen('a', "b", 1),
        |_| "a-nonce-by-hand".into(),
        |_| "another-nonce-entirely".into(),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let challenged = challenged();
        let without_proof = format!("c=biws,r={}", change(challenged.nonce()));
        // The proof is over what is sent.
        let message = challenged.proved(&without_proof, "pencil");
        assert_eq!(challenged.answer(message), malformed("other-error"), "{at}");
    }
}

#[test]
fn a002_another_header_under_a_valid_proof() {
    for binding in ["eSws", "biwsAA==", "AA==", "biw=", "bixhPWFteSw=", "biwS", "x", "biws=", "biwt", "BIWS"]
    {
        let challenged = challenged();
        let without_proof = format!("c={binding},r={}", challenged.nonce());
        let message = challenged.proved(&without_proof, "pencil");
        let mismatch = ("binding-mismatch", "e=channel-bindings-dont-match".to_owned());
        assert_eq!(challenged.answer(message), mismatch, "{binding}");
        // Nobody raises that alarm without the password.
        let challenged = self::challenged();
        let without_proof = format!("c={binding},r={}", challenged.nonce());
        let message = challenged.proved(&without_proof, "stylus");
        assert_eq!(challenged.answer(message), ("bad-credentials", "e=invalid-proof".into()), "{binding}");
    }
}

#[test]
fn a053_proofs_of_every_length() {
    for length in [1, 2, 3, 16, 20, 31, 33, 48, 64, 255, 1024] {
        let end = answer(|nonce, _| format!("c=biws,r={nonce},p={}", base64(&vec![0; length])));
        assert_eq!(end, ("bad-credentials", "e=invalid-proof".into()), "{length}");
    }
    // A right one with something behind it, or with its end cut off.
    for length in [31, 33] {
        let end = answer(|nonce, proof| {
            let mut octets = unbase64(proof);
            octets.resize(length, 0);
            format!("c=biws,r={nonce},p={}", base64(&octets))
        });
        assert_eq!(end.0, "bad-credentials", "{length}");
    }
}

#[test]
fn a068_proofs_that_are_not_canonical_base64() {
    let grammar = malformed("invalid-encoding");
    let changes: [fn(&str) -> String; 9] = [
        |proof| proof.trim_end_matches('=').into(),
        |proof| format!("{proof}="),
        |proof| format!("{proof}===="),
        |proof| format!("{proof}AAAA"),
        |proof| format!(" {proof}"),
        |proof| format!("{proof}\n"),
        |proof| proof.replacen('A', "-", 1).replacen('/', "_", 1).replacen('+', "-", 1) + "_",
        |proof| format!("{}\u{e4}", &proof[..42]),
        // The last character before the padding carries two bits that must be zero.
        |proof| {
            let (whole, last) = (&proof[..42], &proof[42..43]);
            let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            let next = alphabet.find(last).unwrap() + 1;
            format!("{whole}{}=", &alphabet[next..=next])
        },
    ];
    for (at, change) in changes.into_iter().enumerate() {
        assert_eq!(answer(|nonce, proof| format!("c=biws,r={nonce},p={}", change(proof))), grammar, "{at}");
    }
}

#[test]
fn a018_what_the_server_has_said_is_no_answer() {
    let challenged = challenged();
    let said = challenged.said.clone();
    assert_eq!(challenged.answer(said), malformed("invalid-encoding"));
    assert_eq!(self::challenged().answer(format!("n,,{FIRST}")), malformed("invalid-encoding"));
}

#[test]
fn a058_a_nul_anywhere_and_a055_what_is_not_utf_8() {
    let length = answer_length();
    for octet in [0, 0xff, 0xc3] {
        for at in 0..=length {
            let challenged = challenged();
            let right = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
            let mut message = right.into_bytes();
            message.insert(at, octet);
            assert_eq!(challenged.answer(message), malformed("invalid-encoding"), "{octet} at {at}");
        }
    }
}

fn answer_length() -> usize {
    let challenged = challenged();
    challenged.proved(&challenged.without_proof("n,,", b""), "pencil").len()
}

#[test]
fn a125_a140_a_wrong_password_is_bad_credentials_at_once() {
    for password in ["stylus", "Pencil", "pencil ", "", "pencilpencil"] {
        let challenged = challenged();
        let message = challenged.proved(&challenged.without_proof("n,,", b""), password);
        assert_eq!(challenged.answer(message), ("bad-credentials", "e=invalid-proof".into()), "{password}");
    }
}
