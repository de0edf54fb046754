//! What the types promise to a program that holds them: threads.
use countersign::*;
use sasl_testkit::promised;

#[test]
fn what_an_embedder_holds_goes_anywhere() {
    promised::<Credentials>();
    promised::<Deriving>();
    promised::<Recipe>();
    promised::<DirectorySecret>();
    promised::<RecordProfile>();
    promised::<Upgraded>();
    promised::<Upgrading>();
    promised::<ScramHash>();
    promised::<NameRefused>();
    #[cfg(feature = "getrandom")]
    promised::<EntropyError>();
    promised::<drive::Response>();
    promised::<drive::Reply>();
    promised::<drive::ClientAction>();
    promised::<account::AccountState>();
    promised::<account::AccountSnapshot>();
    promised::<account::AppName>();
    promised::<account::AccountName>();
    promised::<account::ChangeCursor>();
    promised::<account::Change>();
    promised::<account::ParseStateError>();
    promised::<external::UnixPeer>();
    promised::<external::UnixUser>();
    promised::<formats::ParsedRecord>();
    promised::<formats::FormatError>();
    promised::<formats::EmptyPasswordCheck>();
}
