//! The command `AUTH`.
use super::{
    super::{
        base64, escape,
        fields::{Fields, id, parameter},
        mechanism::Mechanism,
        session::Session,
        version::Minor,
        violation::Violation,
    },
    certificate::CertificateClaims,
    trust::{
        Trust, Trusted,
        sealed::{Keep as _, Sealed},
    },
};
use crate::secret::Secret;
use core::fmt;
use zeroize::Zeroizing;

/// A request to authenticate a client.
pub struct Request<T: Trust> {
    mechanism: Mechanism,
    session: Session,
    initial_response: Option<Secret>,
    final_response: bool,
    certificate: <T as Sealed>::Claims,
}

impl<T: Trust> Request<T> {
    /// Returns the mechanism, which is one of those that were listed on this connection.
    pub const fn mechanism(&self) -> &Mechanism {
        &self.mechanism
    }

    /// Returns the caller's description of the client's connection.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the decoded initial response. `None` means that there is none, which differs from an empty one.
    pub const fn initial_response(&self) -> Option<&Secret> {
        self.initial_response.as_ref()
    }

    /// Returns whether the caller accepts the mechanism's last message with the outcome (`final-resp-ok`). It is
    /// informational: [`Open`](super::Open) sends the message in the way that the caller supports.
    pub const fn takes_final_response(&self) -> bool {
        self.final_response
    }
}

impl Request<Trusted> {
    /// Returns the caller's data of the client's certificate.
    pub const fn certificate(&self) -> &CertificateClaims {
        &self.certificate
    }
}

impl<T: Trust> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("mechanism", &self.mechanism)
            .field("session", &self.session)
            .field("initial_response", &self.initial_response)
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

/// The reason why a request is rejected before it starts. The connection continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The mechanism was not listed on this connection.
    Mechanism,
    /// The initial response is not canonical base64.
    InvalidBase64,
    /// A parameter that can occur once is repeated, or a certificate field of a trusted socket is malformed.
    Parameter,
    /// The application processes the maximum number of exchanges of a connection.
    TooMany,
}

/// The result of an `AUTH` line.
pub(crate) enum Parsed<T: Trust> {
    Start { id: u32, request: Request<T> },
    Refuse { id: u32, why: Refusal },
}

/// Parameters that can occur once. The others are flags that do not affect access.
const ONCE: [&[u8]; 15] = [
    b"service",
    b"protocol",
    b"secured",
    b"lip",
    b"rip",
    b"lport",
    b"rport",
    b"local_name",
    b"session",
    b"ssl_ja3_hash",
    b"valid-client-cert",
    b"cert_username",
    b"ssl_client_cert_fp",
    b"ssl_client_cert_pubkey_fp",
    b"final-resp-ok",
];

/// Reads the fields after `AUTH`.
pub(crate) fn read<T: Trust>(
    mut fields: Fields<'_>,
    minor: Minor,
    listed: &[Mechanism],
    bindings: bool,
) -> Result<Parsed<T>, Violation> {
    let id = id(fields.next())?;
    let name = escape::resolve(fields.next().filter(|name| !name.is_empty()).ok_or(Violation::NoMechanism)?);
    let mut session = Session::default();
    let mut certificate = <T as Sealed>::Claims::default();
    let (mut seen, mut well_formed, mut final_response, mut initial) = (0_u32, true, false, Ok(None));
    while let Some(field) = fields.next() {
        if let Some(text) = field.strip_prefix(b"resp=") {
            if fields.next().is_some() {
                return Err(Violation::AfterResponse);
            }
            initial = initial_response(text, minor);
            break;
        }
        let field = Zeroizing::new(escape::resolve(field));
        let (name, value) = parameter(&field);
        if let Some(place) = ONCE.iter().position(|known| *known == name) {
            let bit = 1_u32.checked_shl(u32::try_from(place).unwrap_or_default()).unwrap_or_default();
            well_formed &= seen & bit == 0;
            seen |= bit;
        }
        final_response |= name == b"final-resp-ok";
        well_formed &= certificate.keep(name, value);
        session.take(name, value);
    }
    if session.service.is_empty() {
        return Err(Violation::NoService);
    }
    let mechanism = self::listed(listed, bindings).find(|mechanism| mechanism.is(&name));
    Ok(match (mechanism, initial) {
        (None, _) => Parsed::Refuse { id, why: Refusal::Mechanism },
        _ if !well_formed => Parsed::Refuse { id, why: Refusal::Parameter },
        (_, Err(why)) => Parsed::Refuse { id, why },
        (Some(mechanism), Ok(initial_response)) => {
            let mechanism = mechanism.clone();
            Parsed::Start {
                id,
                request: Request { mechanism, session, initial_response, final_response, certificate },
            }
        }
    })
}

/// Returns the listener's mechanisms that a connection gets.
pub(crate) fn listed(all: &[Mechanism], bindings: bool) -> impl Iterator<Item = &Mechanism> {
    all.iter().filter(move |mechanism| bindings || !needs_binding(mechanism))
}

/// Returns whether a mechanism is listed only to clients that support channel binding.
pub(crate) const fn needs_binding(mechanism: &Mechanism) -> bool {
    mechanism.properties().contains(super::super::mechanism::Property::ChannelBinding)
}

/// Reads an initial response. `=` is an empty one. An empty text is an empty response from minor version 2 on, and
/// an absent one before.
fn initial_response(text: &[u8], minor: Minor) -> Result<Option<Secret>, Refusal> {
    match text {
        b"" if minor < Minor::EMPTY_RESPONSE => Ok(None),
        b"=" => Ok(Some(Secret::default())),
        text => base64::decode(text).map(Some).ok_or(Refusal::InvalidBase64),
    }
}
