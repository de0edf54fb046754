//! Certificate authorities, one file per room. The certificates are put together here, element by element, because most
//! of them are such as no program makes.
mod authorities;
mod chains;
mod draft;
mod from_openssl;
mod issuer;
mod keyed;
mod names;
mod names_alternative;
mod revocation;
mod site;
