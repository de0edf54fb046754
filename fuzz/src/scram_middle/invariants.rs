//! The invariants of every exchange, with any attacker in the middle.
use super::scene::{PASSWORD, Scene};
use crate::middle::Played;

pub(super) fn check(scene: &Scene, played: &Played) {
    assert_eq!(played.worked, 0, "work: a SCRAM server has none");
    if let Some(accepted) = &played.server {
        assert_eq!(scene.password, PASSWORD, "passwords: accepted with another one");
        assert_eq!(accepted.authenticated(), scene.user, "names: accepted as another account");
        let account = scene.authzid.unwrap_or(scene.user);
        assert_eq!(accepted.account(), account, "authzids: acts as another account");
        // The signature covers everything, so nothing can have been changed.
        let (sent, heard) = (played.client_sent.iter().take(2), played.server_heard.iter().take(2));
        assert!(sent.eq(heard), "flags: a message of the client was changed and still counted");
        assert_eq!(
            played.client_heard.first(),
            played.server_sent.first(),
            "names: the challenge was changed"
        );
        if let Some(kind) = accepted.binding() {
            let data = |binding: &Option<sasl_core::ChannelBinding>| {
                binding.as_ref().map(|binding| (binding.kind(), binding.data().to_vec()))
            };
            let client = data(&scene.client_binding);
            assert_eq!(client.as_ref().map(|(kind, _)| *kind), Some(kind), "bindings: of another kind");
            assert_eq!(client, data(&scene.server_binding), "bindings: of another channel");
        } else {
            // A client and a server that both support channel binding: a name has been removed from the list.
            let could = scene.client_binding.is_some() && played.plus_offered;
            assert!(!could, "flags: the downgrade went unnoticed");
        }
    }
    if let Some(outcome) = &played.client {
        assert_eq!(scene.password, PASSWORD, "passwords: the client believes a server that cannot know its");
        assert!(played.authorized, "verifier: the client accepts a server without a proof");
        assert!(outcome.server_verified(), "verifier: the outcome does not say so");
        let server = played.server.as_ref().and_then(sasl_core::server::Accepted::binding);
        // The acknowledgement can be lost; a channel binding exists at both ends or at none.
        assert!(
            played.server.is_none() || outcome.binding() == server,
            "bindings: the ends do not agree on theirs"
        );
    }
}
