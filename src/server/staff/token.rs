//! The staff's token, or the secret that the portal generates if there is none.

use crate::value::attachment::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::str::FromStr;

/// A shorter token could be guessed.
const MIN_LEN: usize = 16;
/// Random bytes of a secret or a session cookie.
const RANDOM_BYTES: usize = 32;

/// The staff's token, or a generated secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_sendable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.len() < MIN_LEN || !is_sendable {
            return Err(format!(
                "a token has {MIN_LEN} or more letters, digits and marks, such as the output of `openssl rand -hex 32`"
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// Generates a secret.
    pub(in crate::server) fn random() -> Result<Self, getrandom::Error> {
        random().map(Self)
    }

    /// Returns the token itself, to be printed for the operator.
    pub(in crate::server) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the guess is this token. The time does not depend on the guess, since digests are
    /// compared.
    pub(super) fn matches(&self, guess: &str) -> bool {
        let guessed = Self(guess.to_owned()).keyed("token").map(Mac::finalize);
        let known = self.keyed("token");
        known.zip(guessed).is_some_and(|(known, guessed)| known.verify(&guessed.into_bytes()).is_ok())
    }

    /// Returns the digest under which the database stores the session of that cookie. The cookie can't be
    /// computed from it, and it depends on the token, so a new token ends all sessions.
    pub(super) fn digest(&self, cookie: &str) -> String {
        let digest = self.keyed(&format!("session {cookie}")).map(|digest| digest.finalize().into_bytes());
        hex(&digest.unwrap_or_default())
    }

    /// Returns an HMAC of the text with the token as its key. `None` never happens: HMAC accepts any key.
    fn keyed(&self, text: &str) -> Option<Hmac<Sha256>> {
        let digest = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        Some(digest.chain_update(text))
    }
}

/// Returns random bytes of the operating system in hexadecimal digits.
pub(super) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; RANDOM_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Token {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_token_matches_only_itself() {
        let right = token("0123456789abcdef");
        for (guess, expect) in
            [("0123456789abcdef", true), ("0123456789abcdeF", false), ("0123456789abcde", false), ("", false)]
        {
            assert_eq!(right.matches(guess), expect, "{guess}");
        }
        for refused in ["0123456789abcde", "0123456789 abcdef", "通行碼通行碼通行碼"] {
            assert!(refused.parse::<Token>().is_err(), "{refused}");
        }
        assert_eq!(format!("{right:?}"), "Token");
    }

    #[test]
    fn secrets_are_random_and_digests_depend_on_the_token() {
        let [one, two] = [Token::random(), Token::random()].map(|made| made.map(|token| token.0));
        assert!(one.as_ref().is_ok_and(|token| token.len() == 64) && one != two);
        let [one, two] = [token("0123456789abcdef"), token("fedcba9876543210")];
        assert_eq!(one.digest("a"), one.digest("a"));
        assert_ne!(one.digest("a"), one.digest("b"));
        assert_ne!(one.digest("a"), two.digest("a"));
    }
}
