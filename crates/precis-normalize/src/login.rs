//! Login names and addresses that the service did not choose: normalized, with few restrictions.

use crate::class::Info;
use crate::error::{Error, ErrorKind};
use crate::tables::class::NONCHAR;
use crate::{ascii, rules, transform};
use alloc::borrow::Cow;
use alloc::string::String;

/// Normalizes a login name to NFC and rejects only characters that no name contains.
///
/// Use it for names that already exist or come from elsewhere. The profiles for user names reject an address whose
/// two parts have different directions, and code points newer than their tables. This function rejects the empty
/// string, control characters, U+2028, U+2029 and noncharacters. Case, width and spaces stay. The NFC of a code
/// point that is unassigned in Unicode 18.0 can be different in a later version.
///
/// ```
/// use precis_normalize::login_name;
///
/// assert_eq!(login_name("Zoe\u{308}")?, "Zoë");
/// assert_eq!(login_name("محمد@example.com")?, "محمد@example.com");
/// assert!(login_name("zoe\n").is_err());
/// # Ok::<(), precis_normalize::Error>(())
/// ```
///
/// # Errors
///
/// The name is empty or contains one of the characters above.
#[inline]
pub fn login_name(text: &str) -> Result<Cow<'_, str>, Error> {
    match ascii::scan(text) {
        Some(ascii) if !ascii.control && !text.is_empty() => Ok(Cow::Borrowed(text)),
        _ => name(text),
    }
}

/// Normalizes a login name as [`login_name`] does and converts it to lower case. The result is the key of a
/// directory in which names that differ only in case are one name.
///
/// Case is mapped as in [`Profile::UsernameCaseMapped`](crate::Profile::UsernameCaseMapped); width and spaces
/// stay. A second application changes nothing.
///
/// ```
/// use precis_normalize::folded_login_name;
///
/// assert_eq!(folded_login_name("Zoe\u{308}@Example.org")?, "zoë@example.org");
/// assert_ne!(folded_login_name("Straße")?, folded_login_name("STRASSE")?);
/// # Ok::<(), precis_normalize::Error>(())
/// ```
///
/// # Errors
///
/// The errors of [`login_name`].
pub fn folded_login_name(text: &str) -> Result<Cow<'_, str>, Error> {
    let name = login_name(text)?;
    if transform::settled(&name, transform::scan(&name, rules::FOLDED.slow()), rules::FOLDED) {
        return Ok(name);
    }
    Ok(Cow::Owned(transform::apply(&name, rules::FOLDED).into_owned()))
}

/// Normalizes an email address that is used as a login name.
///
/// The parts around the last `@` are processed like a [`login_name`]; ASCII letters of the domain become lower
/// case. U-labels and A-labels of a domain are not unified. A name without `@` is processed like a [`login_name`].
///
/// ```
/// use precis_normalize::email_login;
///
/// assert_eq!(email_login("Zoe\u{308}@Example.COM")?, "Zoë@example.com");
/// # Ok::<(), precis_normalize::Error>(())
/// ```
///
/// # Errors
///
/// The errors of [`login_name`], and one for an empty part before or after the last `@`.
pub fn email_login(text: &str) -> Result<Cow<'_, str>, Error> {
    let address = login_name(text)?;
    let Some(at) = address.rfind('@') else { return Ok(address) };
    let domain = at.saturating_add(1);
    if at == 0 || domain == address.len() {
        return Err(Error::new(ErrorKind::IncompleteAddress, text, text.rfind('@').unwrap_or_default()));
    }
    let upper = |text: &str| text.get(domain..).is_some_and(|d| d.bytes().any(|b| b.is_ascii_uppercase()));
    if !upper(&address) {
        return Ok(address);
    }
    let mut address = address.into_owned();
    if let Some(domain) = address.get_mut(domain..) {
        domain.make_ascii_lowercase();
    }
    // A small letter can compose with a mark that its capital does not compose with: w and U+030A.
    Ok(Cow::Owned(normalized(address)))
}

fn normalized(text: String) -> String {
    let scan = transform::scan(&text, rules::NFC.slow());
    if transform::settled(&text, scan, rules::NFC) {
        return text;
    }
    match transform::apply(&text, rules::NFC) {
        Cow::Owned(changed) => changed,
        Cow::Borrowed(_) => text,
    }
}

fn name(text: &str) -> Result<Cow<'_, str>, Error> {
    if text.is_empty() {
        return Err(Error::new(ErrorKind::Empty, text, 0));
    }
    for (at, c) in text.char_indices() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            return Err(Error::new(ErrorKind::ControlCharacter, text, at));
        }
        if Info::of(c).has(NONCHAR) {
            return Err(Error::new(ErrorKind::Disallowed, text, at));
        }
    }
    if transform::settled(text, transform::scan(text, rules::NFC.slow()), rules::NFC) {
        return Ok(Cow::Borrowed(text));
    }
    Ok(transform::apply(text, rules::NFC))
}
