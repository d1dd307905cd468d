//! The empty password by MD5 and RC4: revisions 2 to 4 of the standard security handler (ISO 32000-2, 7.6.4.3.2
//! and 7.6.4.4).

use super::encryption::Encryption;
use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};

/// What makes a password 32 bytes long; alone, the empty password.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];
/// The digest is hashed again so many times from revision 3 on.
const ROUNDS: usize = 50;
/// Bytes of a key of revision 2, and the fewest of a later one.
const SHORTEST: usize = 5;
/// Bytes of the longest key, all of a digest.
const LONGEST: usize = 16;

/// Whether the user's password is empty.
pub fn opens(encryption: &Encryption) -> bool {
    // Programs disagree about where the length of the key stands, in bits or in bytes.
    let lengths = if encryption.revision == 2 { SHORTEST..=SHORTEST } else { SHORTEST..=LONGEST };
    lengths.into_iter().any(|length| encryption.user.starts_with(&proof(encryption, length)))
}

/// Algorithms 4 and 5: what proves the empty password by a key of that length.
fn proof(encryption: &Encryption, length: usize) -> Vec<u8> {
    let key = key(encryption, length);
    if encryption.revision == 2 {
        let mut proof = PADDING.to_vec();
        apply(&key, 0, &mut proof);
        return proof;
    }
    let mut proof = Md5::new().chain_update(PADDING).chain_update(&encryption.id).finalize().to_vec();
    for round in 0..20 {
        apply(&key, round, &mut proof);
    }
    proof
}

/// Algorithm 2: the file's key.
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

/// Encrypts with RC4, by a key of which each byte is combined with the number of the round.
fn apply(key: &[u8], round: u8, bytes: &mut [u8]) {
    let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
    if let Ok(mut cipher) = Rc4::new_from_slice(&key) {
        cipher.apply_keystream(bytes);
    }
}

fn first(digest: &[u8; 16], length: usize) -> &[u8] {
    digest.get(..length).unwrap_or(digest)
}

/// The first 32 bytes, with zeros in place of those that are missing.
fn padded(bytes: &[u8]) -> [u8; 32] {
    let mut padded = [0; 32];
    padded.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    padded
}
