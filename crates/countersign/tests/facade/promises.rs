//! What the types promise to a program that holds them: threads, panics, and room.
use countersign::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere_and_is_small() {
    promised::<Credentials>(64);
    promised::<Deriving>(80);
    promised::<Recipe>(40);
    promised::<DirectorySecret>(32);
    promised::<RecordProfile>(64);
    promised::<Upgraded>(64);
    promised::<Upgrading>(192);
    promised::<ScramHash>(1);
    promised::<NameRefused>(24);
    #[cfg(feature = "getrandom")]
    promised::<EntropyError>(4);
    promised::<drive::Response>(24);
    promised::<drive::Reply>(32);
    promised::<drive::ClientAction>(144);
    promised::<account::AccountState>(1);
    promised::<account::AccountSnapshot>(72);
    promised::<account::AppName>(96);
    promised::<account::AccountName>(48);
    promised::<account::ChangeCursor>(16);
    promised::<account::Change>(16);
    promised::<account::ParseStateError>(0);
    promised::<external::UnixPeer>(4);
    promised::<external::UnixUser>(32);
    promised::<formats::ParsedRecord>(64);
    promised::<formats::FormatError>(40);
    promised::<formats::EmptyPasswordCheck>(96);
}
