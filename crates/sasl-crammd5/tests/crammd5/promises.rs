//! What the types promise to a program that holds them: threads, panics, and room.
use sasl_crammd5::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<CramMd5>(16);
    promised::<CramMd5Record>(16);
    promised::<Stored>(24);
    promised::<Host>(16);
    promised::<HostRefused>(0);
    promised::<RecordError>(24);
}
