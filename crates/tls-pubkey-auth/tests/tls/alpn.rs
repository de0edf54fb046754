//! Which protocols a client may offer (ALPN).
use crate::rig::{BOTH, listener, shake, without_key};
use rustls::{AlertDescription, Error};
use tls_pubkey_auth::{Protocol, rustls::ListenerOptions};

#[test]
fn a175_a_client_that_offers_only_other_protocols_is_refused() {
    use Protocol::{Imap, ManageSieve, Pop3, Submission};
    for (protocol, offered, outcome) in [
        (Imap, &["imap"][..], Some("imap")),
        (Imap, &["http/1.1", "imap"], Some("imap")),
        (Pop3, &["pop3"], Some("pop3")),
        (ManageSieve, &["managesieve"], Some("managesieve")),
        (Imap, &[], Some("")),
        (Submission, &[], Some("")),
        // It has no name, so that one that is not known may be meant for it.
        (Submission, &["smtp"], Some("")),
        (Submission, &["http/1.1", "smtp"], Some("")),
        (Imap, &["http/1.1"], None),
        (Imap, &["pop3"], None),
        (Imap, &["smtp"], None),
        (Pop3, &["imap"], None),
        (ManageSieve, &["h2", "http/1.1"], None),
        (Submission, &["h2", "http/1.1"], None),
        (Submission, &["imap"], None),
    ] {
        let options = ListenerOptions { protocol: Some(protocol), ..ListenerOptions::default() };
        for listener in [listener(options), listener(ListenerOptions::default()).of_protocol(protocol)] {
            for version in BOTH {
                let mut client = without_key(version);
                client.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
                let shaken = shake(&listener, client);
                match outcome {
                    Some(name) => {
                        let chosen = shaken.server().alpn_protocol().unwrap_or_default();
                        assert_eq!(chosen, name.as_bytes(), "{protocol:?} {offered:?}");
                    }
                    None => {
                        let alert = Error::AlertReceived(AlertDescription::NoApplicationProtocol);
                        assert_eq!(shaken.refused, Some(alert), "{protocol:?} {offered:?}");
                        assert_eq!(shaken.error(), Error::NoApplicationProtocol);
                    }
                }
            }
        }
    }
}
