//! The mechanism: its name and both ends, which exchange one message.
use super::trace::is_trace;
use alloc::boxed::Box;
use core::fmt;
use sasl_core::{
    Client, Credential, Error, ErrorKind, Mechanism, Next, Properties, Server, UntrustedText, client, server,
};

/// The mechanism ANONYMOUS (RFC 4505).
///
/// A server names the account of anonymous clients. The application authorizes it like any other; the question has
/// the name of the mechanism. The client's trace information is in [`Accepted::trace`](server::Accepted::trace).
///
/// ```
/// use sasl_core::{*, server::{self, Ask, Decision, Verdict}};
/// use sasl_plain::Anonymous;
/// let registry = Registry::new().with(Anonymous::server("guest"));
/// let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Clear));
/// let step = offer.start("ANONYMOUS", Some(b"sirhc"), Entropy::new([0; 32]))?;
/// let Step::Ask(Ask::Authorize(asked)) = step else { panic!() };
/// assert_eq!((asked.mechanism(), asked.authenticated()), ("ANONYMOUS", "guest"));
/// let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
/// assert_eq!(accepted.trace().unwrap().to_string(), "sirhc");
/// # Ok::<(), sasl_core::server::NotOffered>(())
/// ```
#[derive(Clone)]
pub struct Anonymous {
    account: Option<Box<str>>,
    trace: Box<str>,
}

/// The error for invalid trace information (RFC 4505 section 2): more than 255 characters, a misplaced `@`, or a
/// forbidden character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TraceRefused;

impl Anonymous {
    /// Creates the mechanism for a client without trace information. At a server it rejects every login as
    /// unavailable.
    pub fn client() -> Self {
        Self { account: None, trace: Box::default() }
    }

    /// Creates the mechanism for a server on which anonymous clients have this identity. Use one that belongs to
    /// no person.
    pub fn server(account: &str) -> Self {
        Self { account: Some(account.into()), trace: Box::default() }
    }

    /// Sets the client's trace information: an email address, or a text without `@`. An empty text is ignored.
    ///
    /// # Errors
    /// [`TraceRefused`] if the trace information is invalid.
    pub fn tracing(self, trace: &str) -> Result<Self, TraceRefused> {
        let fits = trace.is_empty() || is_trace(trace);
        if fits { Ok(Self { trace: trace.into(), ..self }) } else { Err(TraceRefused) }
    }
}

impl Mechanism for Anonymous {
    fn name(&self) -> &'static str {
        "ANONYMOUS"
    }

    fn properties(&self) -> Properties {
        Properties::new(Credential::None, 0)
    }

    fn client(&self, _: client::Setup) -> Result<Next<Client>, Error> {
        Ok(Next::finish(client::Finish::with_final_message(self.trace.as_bytes())))
    }

    fn server(&self, _: server::Setup) -> Result<Next<Server>, Error> {
        const CLIENT_ONLY: Error =
            Error::new(ErrorKind::Application, "ANONYMOUS: the mechanism is configured for clients only");
        let account = self.account.clone().ok_or(CLIENT_ONLY)?;
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

impl fmt::Debug for Anonymous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Anonymous(..)")
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
