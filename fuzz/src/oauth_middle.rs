//! An attacker between a client and a server with OAUTHBEARER or XOAUTH2. The attacker reads the token, so it must
//! not be sent to an unverified server; only the unchanged token counts, and only for its owner.
//!
//! ```text
//! input = client (1 octet) line (1 octet) meddling (the rest)
//! ```
use crate::middle::{Ends, Line, Played, has, judge, people};
use sasl_core::{
    ClientRegistry, Profile, Secret, ServerRegistry,
    client::{Choice, Preference, Token},
    server::{CheckToken, Offer, TokenAnswer},
};
use sasl_oauth::{OAuthBearer, XOAuth2};
use std::sync::OnceLock;

/// Relevant texts and their replacements.
const SWAPS: [(&str, &str); 18] = [
    ("a=amy", "a=bob"),
    ("a=bob", "a=amy"),
    ("user=amy", "user=bob"),
    ("user=bob", "user=amy"),
    ("n,a=amy", "n,"),
    ("n,", "y,"),
    ("n,", "p=tls-exporter,"),
    ("\x01\x01", ",x\x01\x01"),
    ("\x01\x01", " x\x01\x01"),
    ("\x01\x01", ".\x01\x01"),
    ("Bearer ", "bearer  "),
    ("Bearer ", "Bearer x"),
    ("amy-", "AMY-"),
    ("amy-t", "bob-t"),
    ("auth=Bearer amy-t0ken", "auth="),
    ("\x01auth", "\x01host=mail.example.org\x01auth"),
    ("\x01auth", "\x01auth=Bearer bob-t0ken\x01auth"),
    ("\x01auth", "\x01user=bob\x01auth"),
];

struct Scene {
    google: bool,
    line: Line,
    user: &'static str,
    token: &'static str,
}

/// Returns whether both ends succeeded.
pub fn run(input: &[u8]) -> bool {
    let Some(([client, line], meddling)) = input.split_first_chunk::<2>() else { return false };
    judge(&Scene::new(*client, *line), meddling, Scene::check)
}

impl Scene {
    fn new(client: u8, line: u8) -> Self {
        let (user, _, token) = people::PEOPLE[usize::from(client >> 1 & 1)];
        Self {
            google: has(client, 0),
            user,
            token: [token, "stale-t0ken", people::PEOPLE[0].2, token][usize::from(client >> 2 & 3)],
            line: Line::new(line, Profile::LDAP),
        }
    }

    fn name(&self) -> &'static str {
        if self.google { "XOAUTH2" } else { "OAUTHBEARER" }
    }

    fn check(&self, played: &Played) {
        for token in &played.tokens {
            // The check is that the issuer is asked about the sent token, whatever it answers.
            let heard = played.server_heard.first().and_then(|heard| heard_token(heard));
            assert_eq!(heard, Some(token.as_str()), "tokens: not the one that was sent");
        }
        if let Some(accepted) = &played.server {
            let token = played.tokens.first().expect("tokens: let in without any");
            assert_eq!(
                Some(accepted.authenticated()),
                people::owner(token),
                "names: accepted as another account"
            );
            let heard = played.server_heard.first().expect("tokens: let in without a message");
            let claimed = claimed(heard).unwrap_or(accepted.authenticated().into());
            assert_eq!(accepted.account(), claimed, "authzids: acts as another account");
        }
        if let Some(outcome) = &played.client {
            assert!(!outcome.server_verified(), "verifier: nothing here proves a server");
            assert!(!played.client_sent.is_empty(), "steps: the client has not sent all messages");
            // There is no success data, and no challenge precedes it.
            assert!(
                played.client_heard.iter().all(Vec::is_empty) && played.client_sent.len() == 1,
                "explained: success after the explanation of a failure"
            );
        }
        assert!(
            !self.line.is_unsafe() || played.client_sent.is_empty(),
            "lines: the token was sent to an unverified server"
        );
        let holds =
            |sent: &&Vec<u8>| sent.windows(self.token.len()).any(|part| part == self.token.as_bytes());
        assert!(played.client_sent.iter().filter(holds).count() <= 1, "tokens: sent more than once");
        for sent in &played.server_sent {
            assert!(!holds(&sent), "tokens: the server says it again");
            assert!(
                sent.is_empty()
                    || serde_json::from_slice::<serde_json::Value>(sent).is_ok_and(|said| said.is_object()),
                "explained: the explanation is not JSON"
            );
        }
    }
}

/// Returns the token of a message, with an independent parser.
fn heard_token(message: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(message).ok()?;
    let mut values = text.split('\x01').filter_map(|pair| pair.strip_prefix("auth="));
    let value = values.next().filter(|_| values.next().is_none())?;
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim_start_matches(' ')),
        None if value.is_empty() => Some(value),
        _ => None,
    }
}

/// Returns the claimed identity of a message.
fn claimed(message: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(message).ok()?;
    let first = text.split('\x01').next()?;
    let escaped = || {
        Some(first.get(2..)?.strip_prefix("a=")?.strip_suffix(',')?.replace("=2C", ",").replace("=3D", "="))
    };
    let name = first.strip_prefix("user=").map(String::from).or_else(escaped)?;
    Some(precis_normalize::login_name(&name).ok()?.into_owned())
}

impl Ends for Scene {
    fn choice(&self) -> Option<Choice> {
        static REGISTRY: OnceLock<ClientRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| ClientRegistry::new().with(OAuthBearer).with(XOAuth2));
        self.line.choose(registry, ["XOAUTH2", "OAUTHBEARER"], Preference::token(), self.name())
    }

    fn offer(&self) -> Offer {
        static REGISTRY: OnceLock<ServerRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| ServerRegistry::new().with(OAuthBearer).with(XOAuth2));
        self.line.offer(registry)
    }

    fn withholds(&self) -> bool {
        self.line.withholds
    }

    fn token(&self) -> Token {
        Token::new(self.user, Secret::new(self.token))
    }

    fn issuer(&self, asked: &CheckToken) -> TokenAnswer {
        people::issued(asked.token().expose())
    }

    fn may_cost(&self, _: u32) -> bool {
        false
    }

    fn swaps(&self) -> &'static [(&'static str, &'static str)] {
        &SWAPS
    }
}
