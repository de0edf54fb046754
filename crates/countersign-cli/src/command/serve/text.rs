//! Text output of a login attempt.
use countersign_server::Attempt;

pub(super) fn describe(attempt: &Attempt) -> String {
    let Attempt {
        event, connection, remote, protocol, tls, mechanism, binding, result, account, key, ..
    } = attempt;
    if *event == "key" {
        let key = key.as_deref().unwrap_or("(not read)");
        let seen = attempt.seen.map(|count| format!(", {count} so far")).unwrap_or_default();
        return format!(
            "Key         #{connection} from {remote}, {protocol}, tls {tls}: {key}: {result}{seen}"
        );
    }
    if let ("limit", Some(seen)) = (*event, attempt.seen) {
        return format!(
            "Rejected    #{connection} from {remote}, {protocol}, tls {tls}: {result}, {seen} so far"
        );
    }
    let mechanism = mechanism.unwrap_or("(not offered)");
    let binding = binding.map(|binding| format!(" bound by {binding}")).unwrap_or_default();
    let account = account.as_ref().map(|account| format!(" as {account}")).unwrap_or_default();
    format!(
        "Login       #{connection} from {remote}, {protocol}, tls {tls}: {mechanism}{binding}: {result}{account}"
    )
}
