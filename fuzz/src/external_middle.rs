//! An attacker between a client and a server with EXTERNAL or ANONYMOUS. The client's identity never depends on a
//! message: it is the connection's, or anonymous.
//!
//! ```text
//! input = client (1 octet) server (1 octet) meddling (the rest)
//! ```
use crate::middle::{Ends, Played, has, judge, people};
use sasl_core::{
    ClientRegistry, ExternalIdentity, Profile, Proof, Security, ServerRegistry,
    client::{self, Choice, Preference},
    server::{self, Authorize, Decision, Offer},
};
use sasl_external::External;
use sasl_plain::{AnonymousClient, AnonymousServer};

const GUEST: &str = "guest";

/// Relevant texts and their replacements.
const SWAPS: [(&str, &str); 6] =
    [("amy", "bob"), ("bob", "amy"), ("", "bob"), ("a", "\0"), ("", "@"), ("", "guest")];

struct Scene {
    anonymous: bool,
    profile: Profile,
    security: Security,
    /// The owner of the connection's key.
    identity: Option<&'static str>,
    act_as: &'static str,
    /// No account may act as another.
    strict: bool,
    withholds: bool,
}

/// Returns whether both ends succeeded.
pub fn run(input: &[u8]) -> bool {
    let Some(([client, server], meddling)) = input.split_first_chunk::<2>() else { return false };
    judge(&Scene::new(*client, *server), meddling, Scene::check)
}

impl Scene {
    fn new(client: u8, server: u8) -> Self {
        Self {
            anonymous: has(client, 0),
            act_as: ["", "amy", "bob", "é,=@x"][usize::from(client >> 1 & 3)],
            security: people::security(client >> 3),
            identity: [Some("amy"), Some("bob"), None, Some("amy")][usize::from(server & 3)],
            strict: has(server, 2),
            profile: if has(server, 3) { Profile::LDAP } else { Profile::MAIL },
            withholds: has(server, 4),
        }
    }

    fn name(&self) -> &'static str {
        if self.anonymous { "ANONYMOUS" } else { "EXTERNAL" }
    }

    fn check(&self, played: &Played) {
        if let Some(accepted) = &played.server {
            let heard = played
                .server_heard
                .first()
                .map(|heard| std::str::from_utf8(heard).expect("names: not a text"));
            let heard = heard.unwrap_or_default();
            if self.anonymous {
                assert_eq!(
                    accepted.authenticated(),
                    GUEST,
                    "identities: an anonymous client has another identity"
                );
                assert_eq!(
                    accepted.account(),
                    GUEST,
                    "identities: an anonymous client acts as another account"
                );
                let trace = accepted.trace().map(sasl_core::UntrustedText::as_untrusted_str);
                assert_eq!(trace.unwrap_or_default(), heard, "traces: not what was said");
            } else {
                let own = self.identity.expect("identities: nothing was proved");
                assert_eq!(accepted.authenticated(), own, "identities: not that of the connection");
                let asked = if heard.is_empty() { own } else { heard };
                assert_eq!(accepted.account(), asked, "authzids: acts as another account");
                assert!(!self.strict || asked == own, "authzids: acts as another account although forbidden");
                assert!(accepted.trace().is_none(), "traces: there is none here");
            }
        }
        let startable = self.anonymous || self.identity.is_some();
        assert!(startable || !played.authorized, "identities: it begins without any");
        if let Some(outcome) = &played.client {
            assert!(!outcome.server_verified(), "verifier: nothing here proves a server");
            assert!(!played.client_sent.is_empty(), "steps: the client has not sent all messages");
        }
    }
}

impl Ends for Scene {
    fn choice(&self) -> Option<Choice> {
        let line = client::Connection::new(self.profile, self.security).with_external();
        let anonymous = match self.act_as.is_empty() {
            true => AnonymousClient::new(),
            false => AnonymousClient::new().tracing("a trace").expect("a trace"),
        };
        ClientRegistry::new()
            .with(External::acting_as(self.act_as))
            .with(anonymous)
            .choose(["EXTERNAL", "ANONYMOUS"], &line, &Preference::external().pin(self.name()))
            .ok()
    }

    fn offer(&self) -> Offer {
        let line = server::Connection::new(self.profile, Security::Verified);
        let identity = self.identity.map(|name| ExternalIdentity::proved(Proof::TlsKey, name));
        let line = match identity {
            Some(identity) => line.with_external(identity),
            None => line,
        };
        let registry = ServerRegistry::new().with(External::new()).with(AnonymousServer::new(GUEST));
        let offer = registry.offer(&line);
        let offered = offer.names().any(|name| name == "EXTERNAL");
        assert_eq!(offered, self.identity.is_some(), "identities: offered without any");
        offer
    }

    fn decide(&self, asked: &Authorize) -> Decision {
        match (self.strict, asked.requested()) {
            (false, Some(requested)) => Decision::Grant { account: requested.into() },
            _ => Decision::GrantAuthenticated,
        }
    }

    fn withholds(&self) -> bool {
        self.withholds
    }

    fn may_cost(&self, _: u32) -> bool {
        false
    }

    fn swaps(&self) -> &'static [(&'static str, &'static str)] {
        &SWAPS
    }
}
