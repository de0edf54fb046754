//! The lines of ManageSieve, with literals, at both ends. The first octet selects the reader.
use crate::mail_lines::accepts;
use sasl_mail::{
    line::Line,
    literal::Literal,
    sieve::{Word, Words, capability::Capabilities, client, server},
};

const LIMIT: usize = 12_288;

pub fn run(input: &[u8]) -> bool {
    let Some((reader, line)) = input.split_first() else { return false };
    match reader {
        b'0' => match server::response(line, LIMIT) {
            Line::Response(octets) => {
                let written = client::response(&octets);
                let again = server::response(written.trim_end_matches("\r\n").as_bytes(), LIMIT);
                assert!(matches!(again, Line::Response(read) if *read == *octets));
                true
            }
            _ => false,
        },
        b'1' => match (Words::of(line).nth(2), Words::of(line).nth(3)) {
            (Some(Ok(Word::Text(text))), None) => {
                matches!(server::read_initial(Some(text), LIMIT), Ok(Some(_)))
            }
            _ => false,
        },
        b'2' => accepts(&client::read(line)),
        b'3' => {
            let list = Capabilities::read(line.split(|octet| *octet == b'\n'));
            !list.mechanisms.is_empty() && list.starttls
        }
        _ => Literal::at_end_of(line).is_some(),
    }
}
