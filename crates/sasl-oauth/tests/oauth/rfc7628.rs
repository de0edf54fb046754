//! The examples of RFC 7628 section 4 and of Google's page, and transcripts.
use crate::ends::{client_registry, dial, parts, server_registry, token};
use sasl_core::server::{TokenAnswer, TokenFailure};
use sasl_testkit::transcript::{Script, Setting, run_directory};

const TOKEN: &str = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";
const MESSAGE: &[u8] = b"n,a=user@example.com,\x01host=server.example.com\x01port=143\x01\
    auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01";

#[test]
fn a075_rfc_7628_section_4_1_both_ways() {
    let mut amy = token("user@example.com", TOKEN);
    amy = amy.with_server("server.example.com", 143);
    assert_eq!(dial("OAUTHBEARER", amy).unwrap().0, MESSAGE);
    let expected =
        (Some("user@example.com".into()), Some("server.example.com".into()), Some(143), TOKEN.into());
    assert_eq!(parts("OAUTHBEARER", MESSAGE), Ok(expected));
}

/// The example of Google's page on XOAUTH2.
#[test]
fn xoauth2_both_ways() {
    let message = format!("user=someuser@example.com\x01auth=Bearer {TOKEN}\x01\x01");
    assert_eq!(dial("XOAUTH2", token("someuser@example.com", TOKEN)).unwrap().0, message.as_bytes());
    let expected = (Some("someuser@example.com".into()), None, None, TOKEN.into());
    assert_eq!(parts("XOAUTH2", message.as_bytes()), Ok(expected));
}

#[test]
fn a075_a_separator_that_is_missing_is_missed() {
    assert!(parts("OAUTHBEARER", MESSAGE).is_ok());
    for (at, octet) in MESSAGE.iter().enumerate() {
        if *octet == 1 {
            let less = [&MESSAGE[..at], &MESSAGE[at + 1..]].concat();
            assert_eq!(parts("OAUTHBEARER", &less).unwrap_err().label(), "malformed", "{at}");
        }
    }
}

/// A server to which one token is user's, one has too little scope, and all others are not valid.
fn setting(script: &Script) -> Setting<'static> {
    let application = script.application().token_checker(|question| {
        let failure = TokenFailure {
            scope: Some("mail".into()),
            openid_configuration: Some("https://example.com/.well-known/openid-configuration".into()),
        };
        match question.token().expose() {
            "right" => TokenAnswer::Valid { user: "user@example.com".into() },
            "narrow" => TokenAnswer::InsufficientScope(failure),
            _ => TokenAnswer::Invalid(failure),
        }
    });
    Setting::new(client_registry(), server_registry(), application)
}

#[test]
fn every_file_of_the_directory_is_played() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 11);
}
