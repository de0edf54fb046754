//! Which protocols a client may offer (ALPN).
use crate::rig::{BOTH, listener, shake, without_key};
use rustls::{AlertDescription, Error};
use tls_pubkey_auth::{
    Alpn::{Named, Unnamed},
    rustls::ListenerOptions,
};

#[test]
fn a175_a_client_that_offers_only_other_protocols_is_refused() {
    for (alpn, offered, outcome) in [
        (Named("imap"), &["imap"][..], Some("imap")),
        (Named("imap"), &["http/1.1", "imap"], Some("imap")),
        (Named("pop3"), &["pop3"], Some("pop3")),
        (Named("managesieve"), &["managesieve"], Some("managesieve")),
        (Named("imap"), &[], Some("")),
        (Unnamed, &[], Some("")),
        // It has no name, so that one that is not known may be meant for it.
        (Unnamed, &["smtp"], Some("")),
        (Unnamed, &["http/1.1", "smtp"], Some("")),
        (Named("imap"), &["http/1.1"], None),
        (Named("imap"), &["pop3"], None),
        (Named("imap"), &["smtp"], None),
        (Named("pop3"), &["imap"], None),
        (Named("managesieve"), &["h2", "http/1.1"], None),
        (Unnamed, &["h2", "http/1.1"], None),
        (Unnamed, &["imap"], None),
    ] {
        let options = ListenerOptions { alpn, ..ListenerOptions::default() };
        for listener in [listener(options), listener(ListenerOptions::default()).with_alpn(alpn)] {
            for version in BOTH {
                let mut client = without_key(version);
                client.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
                let shaken = shake(&listener, client);
                match outcome {
                    Some(name) => {
                        let chosen = shaken.server().alpn_protocol().unwrap_or_default();
                        assert_eq!(chosen, name.as_bytes(), "{alpn:?} {offered:?}");
                    }
                    None => {
                        let alert = Error::AlertReceived(AlertDescription::NoApplicationProtocol);
                        assert_eq!(shaken.refused, Some(alert), "{alpn:?} {offered:?}");
                        assert_eq!(shaken.error(), Error::NoApplicationProtocol);
                    }
                }
            }
        }
    }
}
