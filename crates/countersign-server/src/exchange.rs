//! A SASL exchange on a connection, in any protocol.
use super::protocol::Protocol;
use crate::{Conversation, Ended};
use countersign::{
    Step,
    mail::{limits, line},
    sasl::{
        Server,
        server::{Ask, Decision, Rejection, Verdict},
    },
};
use countersign_accounts::{LoginFlow, work::Pool};
use countersign_limits::{Entry, LoginAttempt};
use tracing::trace;

/// The verdict, and whether the connection was lost before it was sent.
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) lost: Option<Ended>,
}

/// Runs steps until there is a verdict. There always is one: a client that disconnects is rejected.
///
/// It takes effect as soon as it is fixed, which is before the client sees any of it.
pub(super) async fn run(
    step: Step<Server>,
    conversation: &mut Conversation,
    login_flow: &mut LoginFlow<'_>,
    login_attempt: &mut LoginAttempt<'_>,
    protocol: Protocol,
    pool: &Pool,
) -> Outcome {
    let outcome = carry_out(step, conversation, login_flow, login_attempt, protocol, pool).await;
    login_attempt.settle(&outcome.verdict);
    outcome
}

async fn carry_out(
    mut step: Step<Server>,
    conversation: &mut Conversation,
    login_flow: &mut LoginFlow<'_>,
    login_attempt: &mut LoginAttempt<'_>,
    protocol: Protocol,
    pool: &Pool,
) -> Outcome {
    loop {
        step = match step {
            Step::Send { message, then } => {
                if let Some(fixed) = then.fixed() {
                    login_attempt.settle(fixed);
                }
                let limit = limits::response_line(then.max_message());
                match converse(conversation, protocol, &message, limit).await {
                    Ok(line) => line.deliver_to(then),
                    Err(lost) => return Outcome { verdict: then.cancel(), lost: Some(lost) },
                }
            }
            // The same for every name, whether or not it exists.
            Step::Ask(Ask::Lookup(asked)) if !login_attempt.may_ask(asked.user()) => asked.unavailable(),
            Step::Ask(Ask::CheckPassword(asked)) if !login_attempt.may_try(asked.user()) => {
                asked.unavailable()
            }
            Step::Ask(Ask::Lookup(asked)) => match login_flow.lookup(&asked).await {
                Ok(found) => {
                    login_attempt.is_of(login_flow.guessed());
                    asked.answer(found)
                }
                Err(_) => asked.unavailable(),
            },
            Step::Ask(Ask::CheckPassword(asked)) => {
                // Released after the lookup, because its result may have to wait.
                let permit = pool.may_look_up(login_attempt.networks()).await;
                let answer = match permit {
                    Ok(_permit) if login_attempt.may_go_on() => login_flow.check(&asked).await.ok(),
                    _ => None,
                };
                match answer {
                    Some(answer) => {
                        login_attempt.is_of(login_flow.guessed());
                        asked.answer(answer)
                    }
                    None => asked.unavailable(),
                }
            }
            Step::Ask(Ask::CheckToken(asked)) => match login_flow.check_token(&asked).await {
                Ok(answer) => asked.answer(answer),
                Err(_) => asked.unavailable(),
            },
            Step::Ask(Ask::Authorize(asked)) => match login_attempt.may_enter() {
                Entry::Throttled => asked.unavailable(),
                Entry::Concealed => asked.answer(Decision::Deny(Rejection::BadCredentials)),
                Entry::May => match login_flow.authorize(&asked).await {
                    Ok(decision @ Decision::Deny(_)) => asked.answer(decision),
                    Ok(decision) if login_attempt.may_stay(login_flow.account()) => asked.answer(decision),
                    _ => asked.unavailable(),
                },
            },
            Step::Ask(other) => other.decline(),
            Step::Work(work) => {
                let permit = pool.may_work(work.mechanism(), work.cost(), login_attempt.networks()).await;
                match permit {
                    // Other logins may have failed meanwhile.
                    Ok(permit) if login_attempt.may_go_on() => match permit.run(|| work.run()).await {
                        Some(step) => step,
                        // The runtime is shutting down: there is no client to answer.
                        None => std::future::pending().await,
                    },
                    _ => return Outcome { verdict: work.unavailable(), lost: None },
                }
            }
            Step::Done(verdict) => return Outcome { verdict, lost: None },
        }
    }
}

async fn converse(
    conversation: &mut Conversation,
    protocol: Protocol,
    message: &[u8],
    limit: usize,
) -> Result<line::Line, Ended> {
    trace!(octets = message.len(), "challenge sent");
    conversation.write(protocol.challenge(message)).await?;
    let response = protocol.response(conversation, limit).await;
    trace!(is_there = response.is_ok(), "response received");
    response
}
