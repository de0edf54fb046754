//! A client against arbitrary messages of a server: the mechanism's selector, then `c` and a challenge, `s` and
//! success with data, `y` for success, `n` for failure.
//!
//! A mechanism that verifies the server never succeeds without its proof.
use crate::scene::{self, SEPARATOR};
use sasl_core::{
    Secret, Step,
    client::{Ask, Credentials, Token},
};

/// Returns whether the client is authenticated.
pub fn run(input: &[u8]) -> bool {
    let Some((selector, rest)) = input.split_first() else { return false };
    let name = scene::name(*selector);
    let mut said = rest.split(|octet| *octet == SEPARATOR);
    let mut step = scene::choice(name).start(scene::client_entropy());
    for _ in 0..12 {
        step = match step {
            Err(_) => return false,
            Ok(Step::Send { then, .. } | Step::Receive(then)) => {
                match said.next().and_then(<[u8]>::split_first) {
                    Some((b'c', challenge)) => then.receive(challenge),
                    Some((b's', data)) => then.success(Some(data)),
                    Some((b'y', [])) => then.success(None),
                    _ => Err(then.failure()),
                }
            }
            Ok(Step::Ask(Ask::Credentials(asked))) => {
                asked.answer(Credentials::new(scene::USER, Secret::new(scene::PASSWORD)))
            }
            Ok(Step::Ask(Ask::Token(asked))) => {
                asked.answer(Token::new(scene::USER, Secret::new(scene::TOKEN)))
            }
            Ok(Step::Ask(other)) => Err(other.decline()),
            Ok(Step::Work(work)) => work.run(),
            Ok(Step::Done(authenticated)) => {
                assert_eq!(authenticated.server_verified(), name.starts_with("SCRAM-"));
                assert_eq!(authenticated.binding().is_some(), name.ends_with("-PLUS"));
                return true;
            }
        };
    }
    panic!("the exchange does not end")
}
