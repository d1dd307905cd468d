//! Adversarial and modified files: the work stays within its limit, and nothing panics.

use super::all_files;
use super::document::{IDS, LOCKED};
use super::layouts::ENCRYPT;
use super::mention::mentions;
use guitai::value::attachment::pdf::{Examination, examine};
use proptest::prelude::*;

/// Adversarial files, each with repeated content of a given length and a trailer.
#[test]
fn work_is_linear_in_the_length() {
    let fill = |piece: &str, length: usize| piece.repeat(length / piece.len());
    let trailer = "trailer<</Root 1 0 R/Encrypt 5 0 R>>\nstartxref\n9\n%%EOF";
    let chain = |length: usize| {
        // Each section starts inside the dictionary of the previous one.
        let links = (0..length / 60).map(|link| format!("xref trailer<</Prev {}/A(", 9 + (link + 1) * 30));
        links.map(|link| format!("{link:30}")).collect::<Vec<_>>().concat()
    };
    let shapes: [(&str, &dyn Fn(usize) -> String); 12] = [
        ("objects", &|length| fill("1 0 obj/Encrypt 1 ", length)),
        ("parentheses", &|length| fill("(", length)),
        ("brackets", &|length| fill("<<", length)),
        ("digits", &|length| format!("<{}", fill("0", length))),
        ("open objects", &|length| fill("1 0 obj<<", length)),
        ("open strings", &|length| fill("1 0 obj(", length)),
        ("open streams", &|length| fill("1 0 obj<<>>stream\n", length)),
        ("numbers", &|length| fill("1 ", length)),
        ("numbers in an array", &|length| format!("1 0 obj<</A[{}]>>", fill("1 ", length))),
        ("trailers", &|length| fill("trailer<</Root 1 0 R>>", length)),
        ("a table", &|length| format!("xref 0 9999999999 {}", fill("0000000009 00000 f ", length))),
        ("a chain of sections", &chain),
    ];
    for (name, shape) in shapes {
        for length in [10_000, 1_000_000] {
            let pdf = ["%PDF-1.7\n", &shape(length), trailer].concat();
            check_work(name, pdf.as_bytes());
        }
    }
}

/// Checks that the work is at most a multiple of the length plus a constant.
fn check_work(name: &str, pdf: &[u8]) -> Examination {
    let examined = examine(pdf);
    let limit = 25 * pdf.len() + 3 * 1024 * 1024;
    assert!(examined.work <= limit, "{name}: {} reads for {} bytes", examined.work, pdf.len());
    examined
}

/// A cross-reference stream of some kilobytes that decompresses to megabytes.
#[test]
fn limits_decompression() {
    let zeros = vec![0; 32 * 1024 * 1024];
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&zeros, 1);
    let dictionary = format!(
        "6 0 obj<</Type/XRef/W[1 3 1]/Size 99999999/Index[90000000 1 5 1]/Filter/FlateDecode/Length {}/Root 1 0 R{IDS}{ENCRYPT}>>stream\n",
        packed.len()
    );
    let start = format!("%PDF-1.7\n5 0 obj{LOCKED}endobj\n");
    let end = format!("\nendstream endobj\nstartxref {}\n%%EOF", start.len());
    let pdf = [start.as_bytes(), dictionary.as_bytes(), &packed, end.as_bytes()].concat();
    assert!(check_work("zeros", &pdf).asks_for_password);
}

proptest! {
    /// Any change to a file: no panic, and work within the limit. A file without `/Encrypt` requires no
    /// password.
    #[test]
    fn examines_any_file(
        file in 0_usize..60,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let (_, mut bytes, _) = all_files().swap_remove(file);
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let examined = check_work("a changed file", &bytes);
        prop_assert!(mentions(&bytes, 7) || !examined.asks_for_password);
    }
}
