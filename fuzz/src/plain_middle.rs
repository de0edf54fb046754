//! An attacker between a client and a server with PLAIN or LOGIN. The attacker reads the password, so few
//! invariants remain: it is not sent to an unverified server, it is sent only in its own field, and no login
//! succeeds without it.
//!
//! ```text
//! input = client (1 octet) line (1 octet) meddling (the rest)
//! ```
use crate::middle::{
    Ends, Line, Played, has, judge,
    people::{self, ITERATIONS},
};
use sasl_core::{
    ClientRegistry, Profile, Secret, ServerRegistry,
    client::{Choice, Credentials, Preference},
    server::{Found, Offer},
};
use sasl_plain::{LoginClient, LoginServer, PlainClient, PlainServer};
use std::sync::OnceLock;

/// Relevant texts and their replacements.
const SWAPS: [(&str, &str); 12] = [
    ("amy", "bob"),
    ("bob", "amy"),
    ("\0amy", "\0bob"),
    ("\0bob", "bob\0bob"),
    ("\0amy", "amy\0amy"),
    ("\0amy", "bob\0amy"),
    ("amy\0", "\0"),
    ("pencil", "pen\u{ad}cil"),
    ("pencil", "stylus"),
    ("pencil", ""),
    ("User", "Pass"),
    ("Pass", "User"),
];

struct Scene {
    login: bool,
    line: Line,
    user: &'static str,
    password: &'static str,
    authzid: Option<&'static str>,
}

/// Returns whether both ends succeeded.
pub fn run(input: &[u8]) -> bool {
    let Some(([client, line], meddling)) = input.split_first_chunk::<2>() else { return false };
    judge(&Scene::new(*client, *line), meddling, Scene::check)
}

impl Scene {
    fn new(client: u8, line: u8) -> Self {
        let (user, password, _) = people::PEOPLE[usize::from(client >> 1 & 1)];
        Self {
            login: has(client, 0),
            user,
            password: if has(client, 2) { people::WRONG } else { password },
            authzid: [None, Some("amy"), Some("bob"), Some("é")][usize::from(client >> 3 & 3)],
            line: Line::new(line, Profile::XMPP),
        }
    }

    fn name(&self) -> &'static str {
        if self.login { "LOGIN" } else { "PLAIN" }
    }

    fn check(&self, played: &Played) {
        if let Some(accepted) = &played.server {
            let (authzid, user, password) = self.heard(played).expect("passwords: let in without any");
            assert_eq!(accepted.authenticated(), user, "names: accepted as another account");
            let account = if authzid.is_empty() { user } else { authzid };
            let account = precis_normalize::login_name(account).expect("authzids: not a name");
            assert_eq!(accepted.account(), account, "authzids: acts as another account");
            let own = people::password(user).expect("names: unknown account");
            let mut forms = precis_normalize::password_forms(password);
            assert!(forms.any(|form| form.as_str() == own), "passwords: accepted with another one");
            assert_eq!(accepted.binding(), None);
        }
        // Known or not, correct or wrong.
        assert_eq!(played.worked, played.passwords.len(), "work: a password was not worked on");
        if let Some(outcome) = &played.client {
            assert!(!outcome.server_verified(), "verifier: nothing here proves a server");
            let all = if self.login { 2 } else { 1 };
            assert!(played.client_sent.len() >= all, "steps: the client has not sent all messages");
        }
        assert!(
            !self.line.is_unsafe() || played.client_sent.is_empty(),
            "lines: the password was sent to an unverified server"
        );
        for (at, sent) in played.client_sent.iter().enumerate() {
            let is_password = sent == self.password.as_bytes();
            let asked = self.login.then(|| played.client_heard.get(at)).flatten();
            let asks_for_a_name = asked
                .is_some_and(|prompt| prompt.to_ascii_lowercase().windows(4).any(|word| word == b"user"));
            assert!(
                !(is_password && (at == 0 || asks_for_a_name)),
                "prompts: the password in place of the name"
            );
        }
        let times = played.client_sent.iter().filter(|sent| sent.ends_with(self.password.as_bytes())).count();
        assert!(times <= 1, "prompts: the password is sent more than once");
    }

    /// Returns what the server received, with an independent parser: authorization identity, name, password.
    fn heard<'a>(&self, played: &'a Played) -> Option<(&'a str, &'a str, &'a str)> {
        let mut texts = played.server_heard.iter().map(|heard| std::str::from_utf8(heard).ok());
        if self.login {
            let (name, password) = (texts.next()??, texts.next()??);
            return texts.next().is_none().then_some(("", name, password));
        }
        let mut parts = texts.next()??.split('\0');
        let read = (parts.next()?, parts.next()?, parts.next()?);
        (parts.next().is_none() && texts.next().is_none()).then_some(read)
    }
}

impl Ends for Scene {
    fn choice(&self) -> Option<Choice> {
        static REGISTRY: OnceLock<ClientRegistry> = OnceLock::new();
        let registry =
            REGISTRY.get_or_init(|| ClientRegistry::new().with(PlainClient::new()).with(LoginClient::new()));
        self.line.choose(registry, ["LOGIN", "PLAIN"], Preference::password(), self.name())
    }

    fn offer(&self) -> Offer {
        static REGISTRY: OnceLock<ServerRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| {
            ServerRegistry::new()
                .with(PlainServer::new(people::decoy()))
                .with(LoginServer::new(people::decoy()))
        });
        self.line.offer(registry)
    }

    fn withholds(&self) -> bool {
        self.line.withholds
    }

    fn credentials(&self) -> Credentials {
        let credentials = Credentials::new(self.user, Secret::new(self.password));
        match self.authzid {
            Some(authzid) => credentials.acting_as(authzid),
            None => credentials,
        }
    }

    fn find(&self, user: &str) -> Found {
        people::find(user)
    }

    /// Once for each password form.
    fn may_cost(&self, work: u32) -> bool {
        work.is_multiple_of(ITERATIONS) && (1..=3).contains(&(work / ITERATIONS))
    }

    fn swaps(&self) -> &'static [(&'static str, &'static str)] {
        &SWAPS
    }
}
