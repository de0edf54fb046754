//! Comparison of each hash, its HMAC and its PBKDF2 with those of RustCrypto, which share the block function with
//! this crate but not the padding and the loops.
use crate::{
    Hash, Sha1, Sha3_512, Sha256, Sha512,
    auth_message::AuthMessage,
    derive::Derivation,
    hash::{Engine, count},
    hmac::HmacKey,
    transcript::Transcript,
};
use alloc::vec::Vec;
use hmac::{KeyInit, Mac, SimpleHmac as Hmac};
use sha2::Digest;

fn octets(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
}

macro_rules! hash {
    ($name:ident, $ours:ty, $theirs:ty) => {
        #[test]
        fn $name() {
            // All lengths up to more than two blocks, so that the padding begins at every position.
            for length in 0..300 {
                let message = octets(length);
                assert_eq!(<$ours>::digest(&message)[..], <$theirs>::digest(&message)[..], "{length}");
                let mut theirs = Hmac::<$theirs>::new_from_slice(&message).unwrap();
                theirs.update(&message);
                let theirs = theirs.finalize().into_bytes();
                let key = HmacKey::<$ours>::new(&message);
                assert_eq!(key.mac(&message)[..], theirs[..], "{length}");
                // After headers of every length too, so that the text is inline in some cases and not in others.
                let mut transcript = Transcript::new();
                transcript.push(&message);
                transcript.push(&message);
                let signed = AuthMessage::<$ours>::new(&mut transcript, length);
                assert_eq!(key.mac_padded(signed.padded())[..], theirs[..], "{length}");
                let again = <$ours>::digest_again(&<$ours>::digest(&message));
                assert_eq!(again, <$ours>::digest(&<$ours>::digest(&message)), "{length}");
            }
            for iterations in [1, 2, 3, 100] {
                let mut theirs = <$ours>::digest(b"");
                let password = octets(usize::try_from(iterations).unwrap() * 2);
                pbkdf2::pbkdf2::<Hmac<$theirs>>(&password, b"salt", iterations, &mut theirs).unwrap();
                let mut ours = Derivation::<$ours>::new(&password, b"salt", iterations);
                assert!(*ours.advance(iterations).unwrap().as_octets() == theirs, "{iterations}");
            }
        }
    };
}

hash!(sha_1, Sha1, sha1::Sha1);
hash!(sha_256, Sha256, sha2::Sha256);
hash!(sha_512, Sha512, sha2::Sha512);
hash!(sha3_512, Sha3_512, sha3::Sha3_512);

/// RFC 6070 covers only SHA-1.
#[test]
fn pbkdf2_of_rfc_6070() {
    for (iterations, hex) in
        [(1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"), (2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957")]
    {
        let salted = Derivation::<Sha1>::new(b"password", b"salt", iterations).advance(iterations).unwrap();
        let text: alloc::string::String =
            salted.as_octets().iter().map(|octet| alloc::format!("{octet:02x}")).collect();
        assert_eq!(text, hex);
    }
}

/// Tests that an iteration is two compressions: the counter is accurate.
#[test]
fn an_iteration_is_two_compressions() {
    fn between<H: Hash>() -> u64 {
        let work = |iterations| {
            count::of(|| Derivation::<H>::new(b"password", b"salt", iterations).advance(u32::MAX)).1
        };
        work(101) - work(1)
    }
    assert_eq!(
        [between::<Sha1>(), between::<Sha256>(), between::<Sha512>(), between::<Sha3_512>()],
        [200; 4]
    );
}
