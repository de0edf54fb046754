//! The POP3 lines that a client reads. The first octet selects their kind.
use crate::mail_lines::accepts;
use sasl_mail::pop3::{capability::Capabilities, client};

pub fn run(input: &[u8]) -> bool {
    let Some((reader, line)) = input.split_first() else { return false };
    match reader {
        b'0' => accepts(&client::read(line)),
        _ => {
            let list = Capabilities::read(line.split(|octet| *octet == b'\n'));
            !list.mechanisms.is_empty() && list.stls
        }
    }
}
