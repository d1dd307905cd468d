//! Layouts of encrypted PDFs: places of the encryption dictionary, and paths to it.

use super::document::{Document, Encoding};

/// Name, and function that builds the document with an encryption dictionary, in object 5 unless the name
/// says otherwise.
pub type Layout = (&'static str, fn(&str) -> Document);

pub const ENCRYPT: &str = "/Encrypt 5 0 R";

pub fn encrypted(dictionary: &str) -> Document {
    Document::new().object(5, dictionary)
}

/// An encryption dictionary and trailer for places where they have no meaning.
pub const DECOY: &str =
    "5 0 obj <</Filter/Standard/V 9/R 9>> endobj trailer <</Root 1 0 R/Encrypt 5 0 R>> startxref 0 %%EOF";

pub const LAYOUTS: &[Layout] = &[
    ("a table", |it| encrypted(it).table(ENCRYPT)),
    ("in the trailer", |it| Document::new().table(&format!("/Encrypt{it}"))),
    ("a table with short lines", |it| encrypted(it).table_of_lines(ENCRYPT, "\n")),
    ("a table with carriage returns", |it| encrypted(it).table_of_lines(ENCRYPT, "\r\n")),
    ("a stream without a filter", |it| encrypted(it).xref_stream(6, ENCRYPT, Encoding::Plain)),
    ("a compressed stream", |it| encrypted(it).xref_stream(6, ENCRYPT, Encoding::Flate)),
    ("a compressed stream with predictors", |it| encrypted(it).xref_stream(6, ENCRYPT, Encoding::Predicted)),
    ("a hybrid file", |it| {
        let hidden = encrypted(it).xref_stream(6, "", Encoding::Flate);
        let at = hidden.section();
        hidden.alone().object(7, "null").table(&format!("{ENCRYPT}/XRefStm {at}"))
    }),
    ("an update of a table", |it| encrypted(it).table(ENCRYPT).object(3, "null").table(ENCRYPT)),
    ("an update of a stream", |it| {
        let first = encrypted(it).xref_stream(6, ENCRYPT, Encoding::Predicted);
        first.object(3, "null").xref_stream(7, ENCRYPT, Encoding::Flate)
    }),
    ("two updates, a stream and a table", |it| {
        let first = encrypted(it).table(ENCRYPT).object(3, "null").xref_stream(7, ENCRYPT, Encoding::Flate);
        first.object(3, "<<>>").table(ENCRYPT)
    }),
    ("an update of the dictionary", |it| {
        encrypted("<</Filter/Standard/V 9/R 9>>").table(ENCRYPT).object(5, it).table(ENCRYPT)
    }),
    ("bytes before the header", |it| Document::after("junk\n").object(5, it).table(ENCRYPT)),
    ("bytes before the header, included in offsets", |it| {
        Document::after("junk\n").object(5, it).with_file_offsets().table(ENCRYPT)
    }),
    ("bytes after the end", |it| encrypted(it).table(ENCRYPT).raw(&"junk (\n".repeat(400))),
    ("a name with escapes", |it| encrypted(it).table("/#45ncr#79pt 5 0 R")),
    ("comments between tokens", |it| encrypted(it).table("/Encrypt%/Encrypt null\n5%\r0%\nR")),
    ("null in a comment", |it| encrypted(it).table(&format!("{ENCRYPT} % /Encrypt null\n"))),
    ("null in a string", |it| encrypted(it).table(&format!("{ENCRYPT}/Note(\\) /Encrypt null (nested))"))),
    ("null in another dictionary", |it| encrypted(it).table(&format!("{ENCRYPT}/Note<</Encrypt null>>"))),
    ("a decoy in a comment", |it| encrypted(it).raw(&format!("% {DECOY}\n")).table(ENCRYPT)),
    ("a decoy in a string", |it| encrypted(it).object(8, &format!("({DECOY})")).table(ENCRYPT)),
    ("a decoy in a stream", |it| encrypted(it).stream(8, DECOY).table(ENCRYPT)),
    ("a decoy after `endstream` in a stream", |it| {
        encrypted(it).stream(8, &format!("endstream endobj {DECOY}")).table(ENCRYPT)
    }),
    ("a decoy before the dictionary", |it| Document::new().stream(8, DECOY).object(5, it).table(ENCRYPT)),
    ("a stream whose length is a reference", |it| {
        let stream = "<</Length 9 0 R>>\nstream\nxref\nendstream";
        encrypted(it).object(8, stream).object(9, "4").table(ENCRYPT)
    }),
    ("a wrong start", |it| encrypted(it).table(ENCRYPT).starting_at("7")),
    ("a start after the end", |it| encrypted(it).table(ENCRYPT).starting_at("99999999999999999999")),
    ("a start before the beginning", |it| encrypted(it).table(ENCRYPT).starting_at("-1")),
    ("a wrong offset", |it| encrypted(it).moved(5, 17).table(ENCRYPT)),
    ("an offset after the end", |it| encrypted(it).moved(5, 999_999).table(ENCRYPT)),
    ("an offset of another object", |it| {
        let first = encrypted(it).object(8, "<</Filter/Standard/V 9/R 9>>");
        let at = first.offset(8);
        first.moved(5, at).table(ENCRYPT)
    }),
    ("no offset", |it| encrypted(it).hidden(5).table(ENCRYPT)),
    ("a cyclic chain of sections", |it| {
        let at = encrypted(it).hidden(5).at();
        encrypted(it).hidden(5).table(&format!("{ENCRYPT}/Prev {at}"))
    }),
    ("an unclosed object", |it| encrypted(it).object(8, "<</A [ 1 2 (x)").table(ENCRYPT)),
    ("an unclosed string", |it| encrypted(it).object(8, "<</A (x>>").table(ENCRYPT)),
];
