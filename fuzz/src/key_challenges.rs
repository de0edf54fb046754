//! What is signed to register a key. The first octet chooses whether a text is read, or written for an account.
use tls_pubkey_auth::Challenge;

const NONCE: [u8; 32] = [0xa5; 32];

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        // A text is one challenge's, octet for octet.
        Some((b'm', message)) => Challenge::read(message).is_some_and(|read| {
            assert_eq!(read.message(), message, "texts: written otherwise than it was read");
            true
        }),
        // Whatever the account is called, the text is no other account's.
        Some((b'a', account)) => std::str::from_utf8(account).is_ok_and(|account| {
            let read = Challenge::read(&Challenge::new(account, NONCE).message());
            assert_eq!(read.as_ref().map(Challenge::account), Some(account), "accounts: another one's");
            true
        }),
        _ => false,
    }
}
