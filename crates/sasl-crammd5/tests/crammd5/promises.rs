//! What the types promise to a program that holds them: threads.
use sasl_crammd5::*;
use sasl_crammd5::{CramMd5Client, CramMd5Server};
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<CramMd5Client>();
    promised::<CramMd5Server>();
    promised::<CramMd5Record>();
    promised::<Stored>();
    promised::<Host>();
    promised::<HostRefused>();
    promised::<RecordError>();
}
