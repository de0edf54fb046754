//! Until names and passwords are prepared (RFC 4616 section 2), only printable ASCII is taken, at both ends. This
//! room changes when preparation arrives.
use crate::ends::{asked, said};
use sasl_core::{Kind, server::Rejection};

const NOT_ASCII: [&str; 4] = ["p\u{e4}ss", "\u{2168}", "a\u{ad}b", "\u{1f40c}"];

#[test]
fn a_server_refuses_anything_else_as_malformed() {
    for text in NOT_ASCII {
        for message in [format!("\0{text}\0pw"), format!("\0amy\0{text}"), format!("{text}\0amy\0pw")] {
            assert_eq!(asked(message.as_bytes()), Err(Rejection::Malformed), "{message:?}");
        }
    }
}

#[test]
fn a_client_refuses_anything_else_before_it_sends_anything() {
    for text in NOT_ASCII {
        for (user, password, act_as) in [(text, "pencil", ""), ("amy", text, ""), ("amy", "pencil", text)] {
            assert_eq!(said(user, password, act_as).unwrap_err().kind(), Kind::Application, "{text}");
        }
    }
}
