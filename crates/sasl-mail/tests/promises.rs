//! What the types promise to a program that holds them: threads.
use sasl_core::{Awaiting, Server};
use sasl_mail::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<Answer<Awaiting<Server>>>();
    promised::<Command>();
    promised::<InitialResponse>();
    promised::<BadArgument>();
    promised::<Failure>();
    promised::<Names>();
    promised::<Reason>();
    promised::<InvalidState>();
    promised::<line::Line>();
    promised::<literal::Literal>();
    promised::<base64::Decoded>();
    promised::<imap::client::ServerResponse>();
    promised::<smtp::client::ServerResponse>();
    promised::<pop3::client::ServerResponse>();
    promised::<sieve::client::ServerResponse>();
}
