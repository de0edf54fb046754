//! An attacker between a client and a server with CRAM-MD5, who has an answer to another challenge. The name is
//! not signed, but all passwords differ here, so a changed name is a wrong one.
//!
//! ```text
//! input = client (1 octet) line (1 octet) meddling (the rest)
//! ```
use crate::middle::{Ends, Played, has, judge, people};
use sasl_core::{
    ClientRegistry, Entropy, Profile, Secret, Security, ServerRegistry, Step,
    client::{self, Choice, Credentials, Preference},
    server::{self, Found, Offer},
};
use sasl_crammd5::{CramMd5Client, CramMd5Server, Host};
use std::{
    hash::{DefaultHasher, Hasher as _},
    sync::OnceLock,
};

/// Relevant texts and their replacements.
const SWAPS: [(&str, &str); 8] = [
    ("amy ", "bob "),
    ("bob ", "amy "),
    ("amy ", "amy  "),
    (" ", " 0"),
    ("<", "<0"),
    (">", "0>"),
    ("@", "@0."),
    ("<", ""),
];

struct Scene {
    profile: Profile,
    security: Security,
    user: &'static str,
    password: &'static str,
    /// The input of the challenge, different for each input of the fuzzer, because an input can contain the answer
    /// of another one.
    challenge: [u8; 32],
    /// Whether a message accompanies the mechanism's name.
    presumes: bool,
}

/// Returns whether both ends succeeded.
pub fn run(input: &[u8]) -> bool {
    let Some(([client, line], meddling)) = input.split_first_chunk::<2>() else { return false };
    let mut hash = DefaultHasher::new();
    hash.write(input);
    let mut challenge = [1; 32];
    challenge[..8].copy_from_slice(&hash.finish().to_be_bytes());
    let scene = Scene { challenge, ..Scene::new(*client, *line) };
    if scene.presumes {
        let started = scene.offer().start("CRAM-MD5", Some(meddling), scene.entropy());
        let refused = matches!(started, Ok(Step::Done(server::Verdict::Rejected(_))));
        assert!(refused, "challenges: an answer before the challenge");
        return false;
    }
    judge(&scene, meddling, Scene::check)
}

impl Scene {
    fn new(client: u8, line: u8) -> Self {
        let (user, password, _) = people::PEOPLE[usize::from(client & 1)];
        Self {
            user,
            password: if has(client, 1) { people::WRONG } else { password },
            challenge: [0; 32],
            presumes: client >> 4 == 0xf,
            security: people::security(line),
            profile: if has(line, 3) { Profile::XMPP } else { Profile::MAIL },
        }
    }

    fn check(&self, played: &Played) {
        if let Some(accepted) = &played.server {
            assert_ne!(self.password, people::WRONG, "passwords: accepted with another one");
            assert_eq!(accepted.authenticated(), self.user, "names: accepted as another account");
            assert_eq!(accepted.account(), self.user, "authzids: there is none here");
            // The signed challenge is the sent one, and the received answer is the signed one.
            assert_eq!(
                played.client_heard.first(),
                played.server_sent.first(),
                "challenges: the answer is to another one"
            );
            assert_eq!(played.server_heard.len(), 1, "steps: one message is all there is");
            let digest =
                |said: &[Vec<u8>]| said.first().map(|said| said[said.len().saturating_sub(33)..].to_vec());
            assert_eq!(
                digest(&played.server_heard),
                digest(&played.client_sent),
                "digests: not what was sent"
            );
            assert!(!self.recorded().contains(&played.server_heard[0]), "challenges: an answer came twice");
        }
        if let Some(outcome) = &played.client {
            assert!(!outcome.server_verified(), "verifier: nothing here proves a server");
            assert!(!played.client_sent.is_empty(), "steps: the client has not sent all messages");
        }
        // A client signs only a text that it can distinguish from others.
        for challenge in played.client_heard.iter().zip(&played.client_sent).map(|(heard, _)| heard) {
            let is_one =
                challenge.starts_with(b"<") && challenge.ends_with(b">") && challenge.contains(&b'@');
            assert!(is_one, "challenges: a client answered an invalid one");
        }
        assert!(
            self.security.is_trusted() || played.client_sent.is_empty(),
            "lines: a digest that allows guesses was sent to an unverified server"
        );
    }
}

/// Returns an answer of each user to a challenge that no scene has.
fn recordings() -> &'static [Vec<u8>] {
    static RECORDED: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    RECORDED.get_or_init(|| {
        let answer = |client: u8| {
            let scene = Scene::new(client, 0);
            let Ok(Step::Send { message, .. }) = scene.offer().start("CRAM-MD5", None, scene.entropy())
            else {
                panic!("a challenge")
            };
            let started = scene.choice().expect("a choice").start(Entropy::new([2; 32]));
            let Ok(Step::Receive(then)) = started else { panic!("the server begins") };
            let Ok(Step::Ask(client::Ask::Credentials(asked))) = then.receive(&message) else {
                panic!("who?")
            };
            let Ok(Step::Send { message, .. }) = asked.answer(scene.credentials()) else {
                panic!("an answer")
            };
            message.to_vec()
        };
        vec![answer(0), answer(1)]
    })
}

impl Ends for Scene {
    fn choice(&self) -> Option<Choice> {
        static REGISTRY: OnceLock<ClientRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| ClientRegistry::new().with(CramMd5Client::new()));
        let line = client::Connection::new(self.profile, self.security);
        registry.choose(["CRAM-MD5"], &line, &Preference::password()).ok()
    }

    fn offer(&self) -> Offer {
        static REGISTRY: OnceLock<ServerRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| {
            ServerRegistry::new().with(CramMd5Server::new(Host::new("mail.example.org").expect("a host")))
        });
        registry.offer(&server::Connection::new(self.profile, Security::Verified))
    }

    fn entropy(&self) -> Entropy {
        Entropy::new(self.challenge)
    }

    fn credentials(&self) -> Credentials {
        Credentials::new(self.user, Secret::new(self.password))
    }

    fn find(&self, user: &str) -> Found {
        people::find(user)
    }

    fn may_cost(&self, _: u32) -> bool {
        false
    }

    fn swaps(&self) -> &'static [(&'static str, &'static str)] {
        &SWAPS
    }

    fn recorded(&self) -> Vec<Vec<u8>> {
        recordings().to_vec()
    }
}
