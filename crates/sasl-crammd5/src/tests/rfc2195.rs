//! The example of RFC 2195 section 2, Dovecot's vector of the same password, and RustCrypto's HMAC as a reference.
use crate::{hash, key::Key, record::CramMd5Record, response::Response, stored::Stored};
use hmac::{KeyInit, Mac};
use sasl_core::server::Check;

pub(super) const CHALLENGE: &[u8] = b"<1896.697170952@postoffice.reston.mci.net>";
pub(super) const RESPONSE: &[u8] = b"tim b913a602c7eda7a495b4e6e7334d3890";
pub(super) const DOVECOT: &str = "{CRAM-MD5}d06d4e1b26fccaa4b0b61801132340a354b21152711fb604ca3e035e7015116b";

#[test]
fn tims_answer_is_that_of_the_rfc() {
    let digest = Key::new(b"tanstaaftanstaaf").mac(CHALLENGE);
    assert_eq!(Response { user: "tim", digest }.write().as_bytes(), RESPONSE);
}

#[test]
fn dovecots_record_of_the_password_checks_it() {
    let record = CramMd5Record::new(&Stored::parse(DOVECOT).unwrap());
    let response = Response::read(RESPONSE).unwrap();
    assert_eq!(response.user, "tim");
    assert_eq!(record.check(CHALLENGE, &response.digest), Check::Match);
    assert_eq!(record.check(b"<1896.697170952@postoffice.reston.mci.ne>", &response.digest), Check::NoMatch);
}

#[test]
fn every_length_of_key_and_message() {
    let octets: alloc::vec::Vec<u8> = (0..=255).cycle().take(300).collect();
    for key in [0, 1, 16, 55, 56, 63, 64, 65, 128, 300] {
        let own = Key::new(&octets[..key]);
        for message in 0..=200 {
            let mut reference = hmac::Hmac::<md5::Md5>::new_from_slice(&octets[..key]).unwrap();
            reference.update(&octets[..message]);
            assert_eq!(own.mac(&octets[..message]), *reference.finalize().into_bytes(), "{key} {message}");
        }
    }
}

#[test]
fn states_are_octets_and_back() {
    assert_eq!(hash::words(&hash::octets(&hash::START)), hash::START);
    assert_eq!(hash::octets(&hash::START)[..4], [0x01, 0x23, 0x45, 0x67]);
    assert_eq!(hash::finish(hash::START, 0, b"")[..4], [0xd4, 0x1d, 0x8c, 0xd9]);
}
