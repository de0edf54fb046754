//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_core::{Awaiting, Server};
use sasl_mail::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<Answer<Awaiting<Server>>>(88);
    promised::<Command>(56);
    promised::<InitialResponse>(1);
    promised::<BadArgument>(1);
    promised::<Failure>(1);
    promised::<Names>(24);
    promised::<Reason>(1);
    promised::<InvalidState>(1);
    promised::<line::Line>(24);
    promised::<literal::Literal>(16);
    promised::<base64::Decoded>(24);
    promised::<imap::client::ServerResponse>(64);
    promised::<smtp::client::ServerResponse>(40);
    promised::<pop3::client::ServerResponse>(48);
    promised::<sieve::client::ServerResponse>(56);
}
