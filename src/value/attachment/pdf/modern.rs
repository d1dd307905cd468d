//! The empty password by SHA-2 and AES: revisions 5 and 6 of the standard security handler (ISO 32000-2, 7.6.4.3.3 and
//! 7.6.4.4; revision 5 is Adobe's Extension Level 3 to ISO 32000-1).

use super::encryption::Encryption;
use aes::Aes128;
use cbc::Encryptor;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A proof is a digest, then the salt for it, then the salt for the file's key.
const DIGEST: usize = 32;
const SALTED: usize = 40;
/// Each round hashes so many copies of what the round before gave.
const COPIES: usize = 64;
/// A round later than this one, which no last byte can put off, is not reached: 256 values and 32 rounds of delay.
const LAST_ROUND: usize = 288;

/// Algorithm 11: whether the user's password is empty.
pub fn opens(encryption: &Encryption) -> bool {
    let proof = &encryption.user;
    let (Some(digest), Some(salt)) = (proof.get(..DIGEST), proof.get(DIGEST..SALTED)) else { return false };
    let hash = Sha256::digest(salt).to_vec();
    if encryption.revision == 5 { hash == digest } else { harden(hash).is_some_and(|hash| hash == digest) }
}

/// Algorithm 2.B: makes a hash of the empty password slow to try.
fn harden(mut hash: Vec<u8>) -> Option<Vec<u8>> {
    for round in 0..LAST_ROUND {
        let mut text = hash.repeat(COPIES);
        let (key, vector) = (hash.get(..16)?, hash.get(16..32)?);
        let length = text.len();
        let cipher = Encryptor::<Aes128>::new_from_slices(key, vector).ok()?;
        cipher.encrypt_padded::<NoPadding>(&mut text, length).ok()?;
        // The first 16 bytes as a number: 256 leaves 1 when divided by 3, so that the sum of the bytes will do.
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
    hash.truncate(DIGEST);
    Some(hash)
}
