//! Verifies the empty password with MD5 and RC4: revisions 2 to 4 of the standard security handler (ISO
//! 32000-2, 7.6.4.3.2 and 7.6.4.4).

use super::encryption::Encryption;
use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};

/// Padding of passwords to 32 bytes; by itself, the padded empty password.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
/// Number of additional hash rounds from revision 3.
const ROUNDS: usize = 50;
/// Key length of revision 2 in bytes, and minimum of later revisions.
const MIN_KEY_BYTES: usize = 5;
/// Maximum key length in bytes, the length of a digest.
const MAX_KEY_BYTES: usize = 16;

/// Returns whether the user password is empty.
pub fn opens(encryption: &Encryption) -> bool {
    // Programs disagree on the entry and the unit of the key length, so every length is tried.
    let lengths =
        if encryption.revision == 2 { MIN_KEY_BYTES..=MIN_KEY_BYTES } else { MIN_KEY_BYTES..=MAX_KEY_BYTES };
    lengths.into_iter().any(|length| encryption.user.starts_with(&verifier(encryption, length)))
}

/// Algorithms 4 and 5: computes the verifier of the empty password for a key length.
fn verifier(encryption: &Encryption, length: usize) -> Vec<u8> {
    let key = key(encryption, length);
    if encryption.revision == 2 {
        let mut verifier = PADDING.to_vec();
        apply(&key, 0, &mut verifier);
        return verifier;
    }
    let mut verifier = Md5::new().chain_update(PADDING).chain_update(&encryption.id).finalize().to_vec();
    for round in 0..20 {
        apply(&key, round, &mut verifier);
    }
    verifier
}

/// Algorithm 2: computes the file key.
fn key(encryption: &Encryption, length: usize) -> Vec<u8> {
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(padded(&encryption.owner));
    hash.update(encryption.permissions);
    hash.update(&encryption.id);
    if encryption.revision >= 4 && !encryption.metadata {
        hash.update([0xFF; 4]);
    }
    let mut digest: [u8; 16] = hash.finalize().into();
    if encryption.revision >= 3 {
        for _ in 0..ROUNDS {
            digest = Md5::digest(first(&digest, length)).into();
        }
    }
    first(&digest, length).to_vec()
}

/// Encrypts with RC4. Each byte of the key is combined with the number of the round by exclusive or.
fn apply(key: &[u8], round: u8, bytes: &mut [u8]) {
    let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
    if let Ok(mut cipher) = Rc4::new_from_slice(&key) {
        cipher.apply_keystream(bytes);
    }
}

fn first(digest: &[u8; 16], length: usize) -> &[u8] {
    digest.get(..length).unwrap_or(digest)
}

/// Returns the first 32 bytes, padded with zeros.
fn padded(bytes: &[u8]) -> [u8; 32] {
    let mut padded = [0; 32];
    padded.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    padded
}
