//! Names are NFC and the rest is the directory's affair; passwords go as they are to what checks them.
use crate::ends::{asked, said};
use sasl_core::server::Rejection;

#[test]
fn a062_a_server_refuses_what_is_no_name_as_malformed() {
    for text in ["a\tb", "\u{7f}", "a\r\nb", "a\u{2028}b"] {
        for message in [format!("\0{text}\0pw"), format!("{text}\0amy\0pw")] {
            assert_eq!(asked(message.as_bytes()), Err(Rejection::Malformed), "{message:?}");
        }
    }
}

#[test]
fn a_server_looks_up_names_composed_and_keeps_passwords_as_sent() {
    let (user, password) = asked("\0zoe\u{301}\0pa\u{308}ss".as_bytes()).unwrap();
    assert_eq!((user.as_str(), password.as_str()), ("zo\u{e9}", "pa\u{308}ss"));
}

#[test]
fn a_client_sends_what_was_typed() {
    assert_eq!(&*said("zoe\u{301}", "🐴 \t", "").unwrap(), "\0zoe\u{301}\0🐴 \t".as_bytes());
}
