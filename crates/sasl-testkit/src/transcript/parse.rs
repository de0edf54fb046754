//! The parser of transcripts.
use super::{
    script::{Expect, Line, Says, Script},
    text::{hex, octets},
};
use crate::tamper::From;
use sasl_core::{BindingKind, ChannelBinding, Profile, Security};

/// The line, counted from 1, and the error in it.
pub(super) type Broken = (usize, String);

pub(super) fn parse(text: &str) -> Result<Script, Broken> {
    let mut script = Script {
        mechanism: String::new(),
        ends: vec![From::Server, From::Client],
        profile: Profile::MAIL,
        security: Security::Verified,
        user: None,
        password: String::new(),
        token: None,
        authzid: String::new(),
        bindings: Vec::new(),
        offered: Vec::new(),
        client_entropy: [1; 32],
        server_entropy: [2; 32],
        expect: Expect::Accepted,
        lines: Vec::new(),
    };
    let mut expects = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(says) = message(line) {
            let says = says.ok_or_else(|| (number, format!("a broken escape: {line}")))?;
            script.lines.push(Line { number, says });
            continue;
        }
        let header = line.split_once(':').filter(|_| script.lines.is_empty());
        let (key, value) = header.ok_or_else(|| (number, format!("neither header nor message: {line}")))?;
        let value = value.strip_prefix(' ').unwrap_or(value);
        expects |= key == "expect";
        set(&mut script, key, value)
            .ok_or_else(|| (number, format!("not a header of transcripts: {line}")))?;
    }
    let complete = !script.mechanism.is_empty() && expects && !script.lines.is_empty();
    complete.then_some(script).ok_or_else(|| (1, "`mechanism`, `expect` and a message are needed".into()))
}

/// Returns `None` if the line is not a message, and `Some(None)` if the message is malformed.
fn message(line: &str) -> Option<Option<Says>> {
    let (from, text) = match (line, line.split_at_checked(2)) {
        ("C*", _) => return Some(Some(Says::Cancels)),
        (_, Some(("C:", text))) => (From::Client, text),
        (_, Some(("S:", text))) => (From::Server, text),
        _ => return None,
    };
    Some(octets(text.strip_prefix(' ').unwrap_or(text)).map(|octets| Says::Message(from, octets)))
}

fn set(script: &mut Script, key: &str, value: &str) -> Option<()> {
    match key {
        "mechanism" => script.mechanism = value.into(),
        "user" => script.user = Some(value.into()),
        "password" => script.password = value.into(),
        "token" => script.token = Some(value.into()),
        "authzid" => script.authzid = value.into(),
        "offered" => script.offered = value.split_whitespace().map(Into::into).collect(),
        "client-entropy" => script.client_entropy = entropy(value)?,
        "server-entropy" => script.server_entropy = entropy(value)?,
        "binding" => script.bindings.push(binding(value)?),
        "end" => {
            script.ends = match value {
                "both" => vec![From::Server, From::Client],
                "server" => vec![From::Server],
                "client" => vec![From::Client],
                _ => return None,
            }
        }
        "profile" => {
            script.profile = match value {
                "mail" => Profile::MAIL,
                "sieve" => Profile::SIEVE,
                "xmpp" => Profile::XMPP,
                "ldap" => Profile::LDAP,
                _ => return None,
            }
        }
        "line" => {
            script.security = match value {
                "clear" => Security::Clear,
                "unverified" => Security::Unverified,
                "verified" => Security::Verified,
                "local" => Security::Local,
                _ => return None,
            }
        }
        "expect" => {
            script.expect = match value.split_once(' ') {
                None if value == "accepted" => Expect::Accepted,
                Some(("rejected", label)) => Expect::Rejected(label.into()),
                Some(("client-error", kind)) => Expect::ClientError(kind.into()),
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

fn entropy(value: &str) -> Option<[u8; 32]> {
    let octets = hex(value)?;
    match &*octets {
        [octet] => Some([*octet; 32]),
        _ => octets.try_into().ok(),
    }
}

fn binding(value: &str) -> Option<ChannelBinding> {
    let (kind, data) = value.split_once(' ')?;
    ChannelBinding::new(BindingKind::from_name(kind)?, &hex(data)?).ok()
}
