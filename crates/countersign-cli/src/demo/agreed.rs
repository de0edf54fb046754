//! The result of a case according to client and server.
use super::case::{Act, Case};
use countersign_server::Attempt;
use countersign_tokio::{client::LoggedIn, client::LoginError, client::Protocol};

/// Returns the common result: the client's reply has less detail than the server's audit record.
pub(super) fn agreed(case: &Case, result: &Result<LoggedIn, LoginError>, attempt: &Attempt) -> String {
    let client = client_word(result);
    let why_not = match case.act {
        Act::UnknownKey => "unknown-authority",
        Act::RevokedCertificate => "revoked",
        _ => "",
    };
    if (attempt.event, attempt.result.as_str(), client.as_str()) == ("key", why_not, "rejected:no-mechanism")
    {
        // No attempt: EXTERNAL is not offered, and the connection continues without it.
        return client;
    }
    let last_attempt = match (case.protocol, attempt.result.as_str()) {
        // ManageSieve has no code for the reason of a failed login.
        (Protocol::Sieve, result) if result != "accepted" => "rejected:other",
        (_, "rejected:binding-mismatch" | "rejected:downgrade") => "rejected:bad-credentials",
        (_, other) => other,
    };
    let same_mechanism = attempt.mechanism == Some(case.mechanism);
    let same_binding = result
        .as_ref()
        .map_or(true, |logged_in| logged_in.binding.map(|binding| binding.name()) == attempt.binding);
    if client == last_attempt && same_mechanism && same_binding {
        attempt.result.clone()
    } else {
        format!("client: {client}, server: {}", attempt.result)
    }
}

pub(super) fn client_word(result: &Result<LoggedIn, LoginError>) -> String {
    match result {
        Ok(_) => "accepted".into(),
        Err(error) => format!("rejected:{}", error.label()),
    }
}
