//! Every message of a login, cut off at every octet, without every octet, and with every bit turned: neither end
//! panics, and neither believes that it is logged in.
use crate::{
    dialed::dial,
    ends::{BARE, PLUS, bindings, client_registry, directory, offer},
};
use sasl_core::{
    BindingKind::{self, TlsExporter},
    ErrorKind, Profile, Security,
    client::{Connection, Preference},
    server::Verdict,
};
use sasl_testkit::{Ended, From, Pair};

/// A login in which one message of one end is changed on its way.
fn login(kinds: &[BindingKind], changed: (From, usize), change: impl Fn(&mut Vec<u8>)) -> Ended {
    let name = if kinds.is_empty() { BARE } else { PLUS };
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings(kinds));
    let choice = client_registry().choose([name], &line, &Preference::password()).unwrap();
    let application = directory().credentials("amy", "pencil").acting_as("amy");
    let middle = |from, nth, message: &mut Vec<u8>| {
        if (from, nth) == changed {
            change(message);
        }
    };
    Pair::new(&offer(Profile::MAIL, kinds), choice, application).tamper(middle).drive()
}

/// The four messages.
const MESSAGES: [(From, usize); 4] =
    [(From::Client, 0), (From::Server, 0), (From::Client, 1), (From::Server, 1)];

/// Make every change of this kind to every message.
fn all_fail(counts: impl Fn(usize) -> usize, change: impl Fn(&mut Vec<u8>, usize)) {
    for kinds in [&[][..], &[TlsExporter]] {
        let untouched = login(kinds, (From::Client, 9), |_| ());
        assert!(untouched.client.is_ok() && matches!(untouched.server, Verdict::Accepted(_)));
        for message in MESSAGES {
            let mine = untouched.transcript.iter().filter(|(from, _)| *from == message.0);
            let (_, octets) = mine.clone().nth(message.1).unwrap();
            for at in 0..counts(octets.len()) {
                let ended = login(kinds, message, |octets| change(octets, at));
                let why = ended.client.expect_err("the client believes that it is logged in").kind();
                assert!(matches!(
                    why,
                    ErrorKind::Peer | ErrorKind::Refused | ErrorKind::Policy | ErrorKind::ServerNotVerified
                ));
                assert!(matches!(ended.server, Verdict::Rejected(_)), "{message:?} {at}");
            }
        }
    }
}

#[test]
fn a051_a052_a120_a121_a122_cut_off() {
    all_fail(|length| length, Vec::truncate);
}

#[test]
fn a051_a052_without_one_octet() {
    all_fail(
        |length| length,
        |octets, at| {
            octets.remove(at);
        },
    );
}

#[test]
fn a014_a022_with_one_bit_turned() {
    all_fail(|length| 8 * length, |octets, at| octets[at / 8] ^= 1 << (at % 8));
}

#[test]
fn a051_with_one_octet_twice() {
    all_fail(|length| length, |octets, at| octets.insert(at, octets[at]));
}

/// Nobody signs the last message, so an extension in it can be changed, and nothing changes with it.
#[test]
fn a071_a_flipped_bit_of_an_unsigned_extension_matters_only_if_malformed() {
    let verifier = || {
        let dialed = dial(&[BARE], &[], "pencil");
        let challenge = dialed.challenge("");
        let proved = dialed.answer(&challenge).unwrap();
        let verifier = proved.verifier("pencil").unwrap();
        (proved, verifier)
    };
    let (_, right) = verifier();
    for extension in [",x=kw-l", ",Z=\u{e4}"] {
        for bit in 0..8 * extension.len() {
            let mut octets = extension.as_bytes().to_vec();
            octets[bit / 8] ^= 1 << (bit % 8);
            let (proved, _) = verifier();
            let told = proved.told([right.as_bytes(), &octets].concat());
            if is_extension(&octets) {
                assert!(told.unwrap().server_verified(), "{octets:?}");
            } else {
                assert_eq!(told.unwrap_err().kind(), ErrorKind::Peer, "{octets:?}");
            }
        }
    }
}

/// `"," ALPHA "=" 1*value-char`, of a name that has no meaning of its own (RFC 5802 section 7).
fn is_extension(octets: &[u8]) -> bool {
    let [b',', name, b'=', value @ ..] = octets else { return false };
    let unknown = name.is_ascii_alphabetic() && !b"anmrcsipve".contains(name);
    let well_formed = str::from_utf8(value).is_ok_and(|value| !value.contains(['\0', ',']));
    unknown && well_formed && !value.is_empty()
}
