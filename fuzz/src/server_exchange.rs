//! A server against arbitrary messages of a client: the mechanism's selector, then messages.
//!
//! Only amy can log in, and anonymous clients as the anonymous account. The exchange ends within a few steps for
//! any messages.
use crate::scene::{self, SEPARATOR};
use sasl_core::{
    Step,
    server::{Ask, Decision, Found, TokenAnswer, TokenFailure, Verdict},
};

/// Returns whether a login was accepted.
pub fn run(input: &[u8]) -> bool {
    let Some((selector, rest)) = input.split_first() else { return false };
    let mut messages = rest.split(|octet| *octet == SEPARATOR);
    let name = scene::name(*selector);
    let initial = if scene::is_server_first(name) { None } else { messages.next() };
    let Ok(mut step) = scene::offer().start(name, initial, scene::server_entropy()) else { return false };
    for _ in 0..12 {
        step = match step {
            Step::Send { then, .. } => match messages.next() {
                Some(message) => then.receive(message),
                None => Step::Done(then.cancel()),
            },
            Step::Ask(Ask::Lookup(asked)) => asked.answer_with(|asked| find(asked.user())),
            Step::Ask(Ask::CheckPassword(asked)) => {
                let found = find(asked.user());
                asked.verify_against(found)
            }
            Step::Ask(Ask::CheckToken(asked)) => asked.answer_with(|asked| match asked.token().expose() {
                scene::TOKEN => TokenAnswer::Valid { user: scene::USER.into() },
                _ => TokenAnswer::Invalid(TokenFailure {
                    scope: asked.user().map(str::to_owned),
                    openid_configuration: None,
                }),
            }),
            Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
            Step::Ask(other) => other.decline(),
            Step::Work(work) => {
                let forms = work.cost().get() / scene::ITERATIONS;
                assert!((1..=3).contains(&forms), "the work depends on the records and the password forms");
                work.run()
            }
            Step::Done(Verdict::Accepted(accepted)) => {
                let who = if name == "ANONYMOUS" { scene::GUEST } else { scene::USER };
                assert_eq!((accepted.account(), accepted.authenticated()), (who, who));
                return true;
            }
            Step::Done(Verdict::Rejected(_)) => return false,
        };
    }
    panic!("the exchange does not end")
}

fn find(user: &str) -> Found {
    if user == scene::USER {
        Found::Account(scene::records())
    } else {
        Found::Unknown { canonical: user.into() }
    }
}
