//! Tests that every bit of the digest is compared.
use super::rfc2195::{CHALLENGE, DOVECOT, RESPONSE};
use crate::{record::CramMd5Record, response::Response, stored::Stored};
use sasl_core::server::Check;

#[test]
fn a014_each_single_bit_of_the_digest_counts() {
    let record = CramMd5Record::new(&Stored::parse(DOVECOT).unwrap());
    let right = Response::read(RESPONSE).unwrap().digest;
    assert_eq!(record.check(CHALLENGE, &right), Check::Match);
    for bit in 0..128 {
        let mut digest = right;
        digest[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(record.check(CHALLENGE, &digest), Check::NoMatch, "{bit}");
    }
}
