//! The text that is signed to register a key. The first octet selects whether a text is read or written for an
//! account.
use tls_pubkey_auth::Challenge;

const NONCE: [u8; 32] = [0xa5; 32];

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        // A text belongs to exactly one challenge, octet for octet.
        Some((b'm', message)) => Challenge::read(message).is_some_and(|read| {
            assert_eq!(read.message(), message, "texts: the round trip changed it");
            true
        }),
        // For any account name, the text is not that of another account.
        Some((b'a', account)) => std::str::from_utf8(account).is_ok_and(|account| {
            let read = Challenge::read(&Challenge::new(account, NONCE).message());
            assert_eq!(read.as_ref().map(Challenge::account), Some(account), "accounts: another one's");
            true
        }),
        _ => false,
    }
}
