//! Round trips of messages for the fuzz targets: a message that is read and written again reads the same.
//!
//! Each function returns whether the message was accepted.
use crate::message::{
    client_final::{self, ClientFinal},
    client_first::ClientFirst,
    gs2::Flag,
    server_final::{self, ServerFinal},
    server_first::ServerFirst,
};
use alloc::format;
use base64ct::{Base64, Encoding};
use sasl_core::{ChannelBinding, client::BindingFlag, mechanism::Extensions};

/// Checks a client-first-message.
pub fn client_first(message: &[u8]) -> bool {
    let Ok(read) = ClientFirst::read(message) else { return false };
    let nonce = message.get(read.nonce.clone()).unwrap_or_default();
    let flag = match read.flag {
        Flag::N => BindingFlag::NotSupported,
        Flag::Y => BindingFlag::NotAdvertised,
        Flag::P(Some(kind)) => match ChannelBinding::new(kind, b"data") {
            Ok(binding) => BindingFlag::Bound(binding),
            Err(_) => return false,
        },
        // An unknown binding type cannot be written.
        Flag::P(None) => return true,
    };
    let (text, header, at) = ClientFirst::write(&flag, read.authzid.as_deref(), &read.user, nonce);
    assert!(message.starts_with(text.as_bytes()), "the round trip changed it");
    let again = ClientFirst::read(text.as_bytes());
    assert_eq!((header, at), (read.header, read.nonce.clone()));
    // Extensions are not written.
    assert_eq!(again, Ok(ClientFirst { extensions: Extensions::NONE, ..read }));
    true
}

/// Checks a server-first-message.
pub fn server_first(message: &[u8]) -> bool {
    let Ok(read) = ServerFirst::read(message) else { return false };
    let nonce = core::str::from_utf8(read.nonce).unwrap_or_default();
    let Ok(salt) = read.salt() else { return false };
    let text = format!("r={nonce},s={},i={}", Base64::encode_string(&salt), read.iterations);
    assert!(message.starts_with(text.as_bytes()), "the round trip changed it");
    true
}

/// Checks a client-final-message.
pub fn client_final(message: &[u8]) -> bool {
    let Ok(read) = ClientFinal::<[u8; 32]>::read(message) else { return false };
    let signed = core::str::from_utf8(read.without_proof).unwrap_or_default();
    let binding = core::str::from_utf8(read.binding).unwrap_or_default();
    let start = format!("c={binding},r={}", core::str::from_utf8(read.nonce).unwrap_or_default());
    assert!(signed.starts_with(&start), "the round trip changed it");
    if let Some(proof) = read.proof {
        assert_eq!(&*client_final::write(signed.as_bytes(), &proof), message);
    }
    true
}

/// Checks a server-final-message.
pub fn server_final(message: &[u8]) -> bool {
    match ServerFinal::<[u8; 32]>::read(message) {
        Ok(ServerFinal::Verifier(Some(signature))) => {
            assert!(message.starts_with(&*server_final::write(&signature)));
            true
        }
        Ok(_) => true,
        Err(_) => false,
    }
}
