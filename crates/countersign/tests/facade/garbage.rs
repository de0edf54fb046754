//! Whatever octets come, at whatever point of a login, by whatever mechanism.
use crate::{recipe, secret};
use countersign::{
    Credentials, Entropy, ScramHash, Secret, Security, client_registry,
    crammd5::{CramMd5Client, CramMd5Server, Host},
    oauth::{OAuthBearer, XOAuth2},
    sasl::{
        BindingKind::TlsExporter,
        Bindings, ChannelBinding, Profile,
        client::{self, Preference},
        server::{self, TokenAnswer, TokenFailure},
    },
    server_registry,
};
use sasl_testkit::{Application, Ended, From, Pair};

const NAMES: [&str; 7] =
    ["SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "PLAIN", "LOGIN", "CRAM-MD5", "OAUTHBEARER", "XOAUTH2"];

/// Numbers that are always the same, and look like none.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.to_be_bytes()[3]
    }

    /// Something else than this, of any octets, or of some that are like those of messages.
    fn instead_of(&mut self, message: &[u8]) -> Vec<u8> {
        const LIKELY: &[u8] = b"n,a=mr\0\x01 =,c=biwsvpy@<>:{}\"";
        let (length, any) = (1 + usize::from(self.next()) % 64, self.next().is_multiple_of(2));
        let octet = |noise: &mut Self| match any {
            true => noise.next(),
            false => LIKELY[usize::from(noise.next()) % LIKELY.len()],
        };
        let other: Vec<u8> = (0..length).map(|_| octet(self)).collect();
        if other == message { [&other[..], b"x"].concat() } else { other }
    }
}

struct Rig {
    registry: countersign::ServerRegistry,
    records: countersign::Records,
    bindings: Bindings,
}

impl Rig {
    fn new() -> Self {
        let recipe = recipe().with_hashes([ScramHash::Sha256]).with_cram_md5();
        let made = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32])).unwrap().run();
        let registry = server_registry(&secret(), &recipe)
            .with(OAuthBearer)
            .with(XOAuth2)
            .with(CramMd5Server::new(Host::new("mail.example.org").unwrap()));
        let bindings = Bindings::from_iter([ChannelBinding::new(TlsExporter, &[7; 32]).unwrap()]);
        Self { registry, records: made.records(), bindings }
    }

    /// A login in which this end's message of this number is another one; did it get so far?
    fn log_in(&self, name: &str, replaced: Option<(From, usize)>, noise: &mut Noise) -> (Ended, bool) {
        let line =
            server::Connection::new(Profile::MAIL, Security::Verified).with_bindings(self.bindings.clone());
        let offer = self.registry.offer(&line);
        let line =
            client::Connection::new(Profile::MAIL, Security::Verified).with_bindings(self.bindings.clone());
        let preference = Preference::password().and_token().pin(name);
        let client = client_registry().with(CramMd5Client::new());
        let choice = client.choose(NAMES, &line, &preference).unwrap();
        let application = Application::new()
            .account("amy", self.records.clone())
            .credentials("amy", "pencil")
            .token("amy", "t0ken")
            .token_checker(|question| match question.token().expose() {
                "t0ken" => TokenAnswer::Valid { user: "amy".into() },
                _ => TokenAnswer::Invalid(TokenFailure::default()),
            });
        let mut touched = false;
        let pair = Pair::new(&offer, choice, application).tamper(|from, nth, message| {
            if replaced == Some((from, nth)) {
                *message = noise.instead_of(message);
                touched = true;
            }
        });
        (pair.drive(), touched)
    }
}

#[test]
fn a055_any_octets_at_any_point_neither_panic_nor_log_in() {
    let (rig, mut noise) = (Rig::new(), Noise(0x5eed));
    for name in NAMES {
        let (right, _) = rig.log_in(name, None, &mut noise);
        assert!(right.client.is_ok() && right.server.accepted().is_some(), "{name}");
        let mut touched = 0;
        for from in [From::Client, From::Server] {
            for nth in 0..3 {
                // No text of LOGIN's prompts is laid down anywhere, so a client takes any but one for something else (a114).
                if name == "LOGIN" && from == From::Server {
                    continue;
                }
                for _ in 0..30 {
                    let (ended, reached) = rig.log_in(name, Some((from, nth)), &mut noise);
                    if !reached {
                        break;
                    }
                    touched += 1;
                    // Whatever answers the server's proof acknowledges it: the password has been proved (a117).
                    if name.starts_with("SCRAM-") && (from, nth) == (From::Client, 2) {
                        assert!(ended.client.is_ok() && ended.server.accepted().is_some(), "{name}");
                        continue;
                    }
                    assert!(ended.client.is_err(), "{name} {from:?} {nth}");
                    assert!(ended.server.accepted().is_none(), "{name} {from:?} {nth}");
                }
            }
        }
        assert!(touched >= 30, "{name}: only {touched} messages have been replaced");
    }
}
