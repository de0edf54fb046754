//! The conversion of a TLS library's channel bindings for mechanisms.
use sasl_core::{BindingKind, Bindings, ChannelBinding};
use tls_pubkey_auth::ConnectionBindings;

/// Returns the channel bindings (RFC 5056) that mechanisms can use on this connection.
///
/// ```
/// use countersign::{bindings_of, sasl::BindingKind, keys::ConnectionBindings};
/// let given = ConnectionBindings { exporter: None, unique: Some([7; 12]), server_end_point: None };
/// assert_eq!(bindings_of(&given).preferred().unwrap().kind(), BindingKind::TlsUnique);
/// ```
pub fn bindings_of(given: &ConnectionBindings) -> Bindings {
    let exporter = given.exporter.as_ref().map(|data| (BindingKind::TlsExporter, &data[..]));
    let unique = given.unique.as_ref().map(|data| (BindingKind::TlsUnique, &data[..]));
    let end_point =
        given.server_end_point.as_ref().map(|data| (BindingKind::TlsServerEndPoint, data.octets()));
    let given = [exporter, unique, end_point].into_iter().flatten();
    given.filter_map(|(kind, data)| ChannelBinding::new(kind, data).ok()).collect()
}
