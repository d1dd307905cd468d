//! Verifies the empty password with SHA-2 and AES: revisions 5 and 6 of the standard security handler (ISO
//! 32000-2, 7.6.4.3.3 and 7.6.4.4; revision 5 is Adobe Extension Level 3 to ISO 32000-1).

use super::encryption::Encryption;
use aes::Aes128;
use cbc::Encryptor;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A verifier consists of a digest, the validation salt and the key salt. These are the ends of the first
/// two, in bytes.
const DIGEST_END: usize = 32;
const SALT_END: usize = 40;
/// Number of copies of the previous hash that a round encrypts.
const COPIES: usize = 64;
/// Upper bound of the number of rounds: the last byte, at most 255, plus 32.
const MAX_ROUNDS: usize = 288;

/// Algorithm 11: returns whether the user password is empty.
pub fn opens(encryption: &Encryption) -> bool {
    let verifier = &encryption.user;
    let (Some(digest), Some(salt)) = (verifier.get(..DIGEST_END), verifier.get(DIGEST_END..SALT_END)) else {
        return false;
    };
    let hash = Sha256::digest(salt).to_vec();
    if encryption.revision == 5 { hash == digest } else { harden(hash).is_some_and(|hash| hash == digest) }
}

/// Algorithm 2.B: the iterated hash of the empty password.
fn harden(mut hash: Vec<u8>) -> Option<Vec<u8>> {
    for round in 0..MAX_ROUNDS {
        let mut text = hash.repeat(COPIES);
        let (key, vector) = (hash.get(..16)?, hash.get(16..32)?);
        let length = text.len();
        let cipher = Encryptor::<Aes128>::new_from_slices(key, vector).ok()?;
        cipher.encrypt_padded::<NoPadding>(&mut text, length).ok()?;
        // The first 16 bytes as a number modulo 3, which equals the sum of the bytes modulo 3 because 256 % 3
        // = 1.
        let rest = text.iter().take(16).map(|byte| u32::from(*byte)).sum::<u32>() % 3;
        hash = match rest {
            0 => Sha256::digest(&text).to_vec(),
            1 => Sha384::digest(&text).to_vec(),
            _ => Sha512::digest(&text).to_vec(),
        };
        let last = usize::from(*text.last()?);
        if round >= 63 && last + 31 <= round {
            break;
        }
    }
    hash.truncate(DIGEST_END);
    Some(hash)
}
