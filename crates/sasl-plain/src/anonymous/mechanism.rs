//! The mechanism: its name and both ends, which exchange one message.
use super::trace::is_trace;
use alloc::boxed::Box;
use core::fmt;
use sasl_core::{
    Client, Error, Server, UntrustedText, client,
    mechanism::{ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server,
};

const NAME: MechanismName = MechanismName::from_static("ANONYMOUS");
const PROPERTIES: Properties = Properties::new(Credential::None, 0);

/// The client's end of ANONYMOUS (RFC 4505).
#[derive(Clone, Default)]
pub struct AnonymousClient {
    trace: Box<str>,
}

/// The server's end of ANONYMOUS (RFC 4505).
///
/// A server names the account of anonymous clients. The application authorizes it like any other; the question has
/// the name of the mechanism. The client's trace information is in [`Accepted::trace`](server::Accepted::trace).
///
/// ```
/// use sasl_core::{*, server::{self, Ask, Decision, Verdict}};
/// use sasl_plain::AnonymousServer;
/// let registry = ServerRegistry::new().with(AnonymousServer::new("guest"));
/// let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Clear));
/// let step = offer.start("ANONYMOUS", Some(b"sirhc"), Entropy::new([0; 32]))?;
/// let Step::Ask(Ask::Authorize(asked)) = step else { panic!() };
/// assert_eq!((asked.mechanism(), asked.authenticated()), ("ANONYMOUS", "guest"));
/// let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
/// assert_eq!(accepted.trace().unwrap().to_string(), "sirhc");
/// # Ok::<(), sasl_core::server::NotOffered>(())
/// ```
#[derive(Clone)]
pub struct AnonymousServer {
    account: Box<str>,
}

/// The error for invalid trace information (RFC 4505 section 2): more than 255 characters, a misplaced `@`, or a
/// forbidden character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceRefused;

impl AnonymousClient {
    /// Creates the mechanism for a client without trace information.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the client's trace information: an email address, or a text without `@`. An empty text is ignored.
    ///
    /// # Errors
    /// [`TraceRefused`] if the trace information is invalid.
    pub fn tracing(self, trace: &str) -> Result<Self, TraceRefused> {
        let fits = trace.is_empty() || is_trace(trace);
        if fits { Ok(Self { trace: trace.into() }) } else { Err(TraceRefused) }
    }
}

impl AnonymousServer {
    /// Creates the mechanism for a server on which anonymous clients have this identity. Use one that belongs to no
    /// person.
    pub fn new(account: &str) -> Self {
        Self { account: account.into() }
    }
}

impl Mechanism for AnonymousClient {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl Mechanism for AnonymousServer {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl ClientMechanism for AnonymousClient {
    fn client(&self, _: client::Setup) -> Result<Next<Client>, Error> {
        Ok(Next::finish(client::Finish::with_final_message(self.trace.as_bytes())))
    }
}

impl ServerMechanism for AnonymousServer {
    fn server(&self, _: server::Setup) -> Result<Next<Server>, Error> {
        let account = self.account.clone();
        Ok(Next::receive(move |message: &[u8]| {
            const FORM: Error = Error::peer("ANONYMOUS: invalid trace information");
            let proved = server::Finish::proved(account);
            if message.is_empty() {
                return Ok(Next::finish(proved));
            }
            let trace = core::str::from_utf8(message).ok().filter(|text| is_trace(text)).ok_or(FORM)?;
            Ok(Next::finish(proved.with_trace(UntrustedText::new(trace.as_bytes()))))
        }))
    }
}

impl fmt::Debug for AnonymousClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnonymousClient(..)")
    }
}

impl fmt::Debug for AnonymousServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnonymousServer(..)")
    }
}

impl fmt::Display for TraceRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "invalid trace information: not an email address or a text of at most 255 characters without @",
        )
    }
}

impl core::error::Error for TraceRefused {}
