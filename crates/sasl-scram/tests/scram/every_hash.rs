//! What `mutations` does with SHA-256, for the other hashes: every message of a login, cut off at every octet, without every
//! octet, and with every bit turned.
use crate::ends::{COUNT, client_settings, server_settings};
use sasl_core::{
    ClientRegistry, Entropy, Profile, Records, Secret, Security, ServerRegistry,
    client::{Connection, Preference},
    mechanism::Record,
    server::{self, Verdict},
};
use sasl_scram::{Hash, ScramClient, ScramRecord, ScramServer, Sha1, Sha3_512, Sha512, Stored};
use sasl_testkit::{Application, Ended, From, Pair, entropy};
use std::sync::Arc;

struct Ends {
    client: ClientRegistry,
    server: ServerRegistry,
    records: Records,
    name: &'static str,
}

impl Ends {
    fn of<H: Hash>() -> Self {
        let stored = Stored::<H>::derive(&Secret::new("pencil"), COUNT, Entropy::new([9; 32])).unwrap().run();
        let records = Records::new([Arc::new(ScramRecord::new(&stored)) as Arc<dyn Record>]);
        let client = ClientRegistry::new().with(ScramClient::<H>::bare(&client_settings()));
        let server = ServerRegistry::new().with(ScramServer::<H>::bare(&server_settings()));
        Self { client, server, records, name: H::NAME }
    }

    fn login(&self, changed: (From, usize), change: impl Fn(&mut Vec<u8>)) -> Ended {
        let line = Connection::new(Profile::MAIL, Security::Verified);
        let choice = self.client.choose([self.name], &line, &Preference::password()).unwrap();
        let offer = self.server.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
        let application =
            Application::new().account("amy", self.records.clone()).credentials("amy", "pencil");
        let middle = |from, nth, message: &mut Vec<u8>| {
            if (from, nth) == changed {
                change(message);
            }
        };
        Pair::new(&offer, choice, application).entropy(entropy(1), entropy(2)).tamper(middle).drive()
    }

    fn all_changes_fail(&self) {
        let untouched = self.login((From::Client, 9), |_| ());
        assert!(
            untouched.client.is_ok() && matches!(untouched.server, Verdict::Accepted(_)),
            "{}",
            self.name
        );
        for message in [(From::Client, 0), (From::Server, 0), (From::Client, 1), (From::Server, 1)] {
            let mut mine = untouched.transcript.iter().filter(|(from, _)| *from == message.0);
            let (_, octets) = mine.nth(message.1).unwrap();
            let fails = |change: &dyn Fn(&mut Vec<u8>)| {
                let ended = self.login(message, change);
                assert!(ended.client.is_err(), "{} {message:?}", self.name);
                assert!(matches!(ended.server, Verdict::Rejected(_)), "{} {message:?}", self.name);
            };
            for at in 0..octets.len() {
                fails(&|octets| octets.truncate(at));
                fails(&|octets| {
                    octets.remove(at);
                });
                for bit in 0..8 {
                    fails(&|octets| octets[at] ^= 1 << bit);
                }
            }
        }
    }
}

#[test]
fn a051_a052_sha_1() {
    Ends::of::<Sha1>().all_changes_fail();
}

#[test]
fn a051_a052_sha_512() {
    Ends::of::<Sha512>().all_changes_fail();
}

#[test]
fn a051_a052_sha3_512() {
    Ends::of::<Sha3_512>().all_changes_fail();
}
