//! The server's prompts. No specification fixes their text.

/// The prompt for the name that nearly every server sends and that some clients expect.
pub(super) const USERNAME: &[u8] = b"Username:";
pub(super) const PASSWORD: &[u8] = b"Password:";

/// Returns whether this prompt asks for a name. An unknown text does not.
pub(crate) fn asks_for_a_name(prompt: &[u8]) -> bool {
    ["user", "name", "login"].iter().any(|word| holds(prompt, word))
}

/// Returns whether this prompt asks for a password and for nothing else.
pub(crate) fn asks_for_a_password(prompt: &[u8]) -> bool {
    holds(prompt, "pass") && !asks_for_a_name(prompt)
}

fn holds(prompt: &[u8], word: &str) -> bool {
    prompt.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
