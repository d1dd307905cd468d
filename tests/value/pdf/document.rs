//! Builder for PDFs: objects, cross-reference tables and streams, and updates, with correct offsets.

use miniz_oxide::deflate::compress_to_vec_zlib;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Encryption dictionary of a file with a user password (40-bit RC4), written by qpdf for the identifiers
/// `IDS`.
pub const LOCKED: &str = "<</Filter/Standard/Length 40/P -4/R 2/V 1\
    /O<94e8094419662a774442fb072e3d9f19e9d130ec09a4d0061e78fe920f7ab62f>\
    /U<2aa12f26bcf1a217c0f1ee491745f646671475ae85bddf3e3c1a45a8457391cb>>>";
/// Encryption dictionary of a file with an owner password only.
pub const OPEN: &str = "<</Filter/Standard/Length 40/P -4/R 2/V 1\
    /O<c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab>\
    /U<b3d9fa366906ef42f354c6deb74c59075eaf334eb7c04356ba0d7f3dd8b51d0a>>>";
pub const IDS: &str = "/ID[<31415926535897932384626433832795><31415926535897932384626433832795>]";

/// Encoding of a cross-reference stream: none, Flate, or Flate with the PNG predictors in turn.
#[derive(Clone, Copy, PartialEq)]
pub enum Encoding {
    Plain,
    Flate,
    Predicted,
}

/// A PDF under construction.
#[derive(Clone)]
pub struct Document {
    pub bytes: Vec<u8>,
    /// Offsets of the objects since the last section.
    offsets: BTreeMap<usize, usize>,
    /// Offset of the last section.
    section: Option<usize>,
    /// Number of bytes before the header, subtracted from every offset.
    base: usize,
    size: usize,
}

impl Document {
    /// Creates a document with a header, a catalog (1), pages (2) and a page (3).
    pub fn new() -> Self {
        Self::after("")
    }

    /// Creates a document after other bytes.
    pub fn after(junk: &str) -> Self {
        let (bytes, offsets) = (junk.as_bytes().to_vec(), BTreeMap::new());
        let document = Self { bytes, offsets, section: None, base: junk.len(), size: 0 };
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>";
        document
            .raw("%PDF-1.7\n%\u{e2}\n")
            .object(1, "<</Type/Catalog/Pages 2 0 R>>")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(3, page)
    }

    /// Makes offsets relative to the start of the file instead of the header.
    pub fn with_file_offsets(mut self) -> Self {
        self.offsets.values_mut().for_each(|offset| *offset += self.base);
        self.base = 0;
        self
    }

    pub fn raw(mut self, text: &str) -> Self {
        self.bytes.extend_from_slice(text.as_bytes());
        self
    }

    pub fn at(&self) -> usize {
        self.bytes.len() - self.base
    }

    /// Offset of the last section.
    pub fn section(&self) -> usize {
        self.section.unwrap()
    }

    /// Offset of an object that no section contains yet.
    pub fn offset(&self, number: usize) -> usize {
        self.offsets[&number]
    }

    /// Omits `/Prev` in the next section.
    pub fn alone(mut self) -> Self {
        self.section = None;
        self
    }

    pub fn object(mut self, number: usize, body: &str) -> Self {
        self.size = self.size.max(number + 1);
        self.offsets.insert(number, self.at());
        self.raw(&format!("{number} 0 obj\n{body}\nendobj\n"))
    }

    pub fn stream(self, number: usize, data: &str) -> Self {
        let length = data.len();
        self.object(number, &format!("<</Length {length}>>\nstream\n{data}\nendstream"))
    }

    /// Omits an object in the next section.
    pub fn hidden(mut self, number: usize) -> Self {
        self.offsets.remove(&number);
        self
    }

    /// Changes the offset of an object in the next section.
    pub fn moved(mut self, number: usize, offset: usize) -> Self {
        self.offsets.insert(number, offset);
        self
    }

    fn entries(&self, more: &str) -> String {
        let before = self.section.map_or_else(String::new, |offset| format!("/Prev {offset}"));
        format!("/Root 1 0 R/Size {}{before}{IDS}{more}", self.size)
    }

    /// Writes a table of the objects since the last section, and a trailer with additional entries.
    pub fn table(self, more: &str) -> Self {
        self.table_of_lines(more, " \n")
    }

    pub fn table_of_lines(mut self, more: &str, end: &str) -> Self {
        let at = self.at();
        let mut text = format!("xref\n0 1\n0000000000 65535 f{end}");
        for (number, offset) in std::mem::take(&mut self.offsets) {
            let _ = write!(text, "{number} 1\n{offset:010} 00000 n{end}");
        }
        let _ = write!(text, "trailer\n<<{}>>\n", self.entries(more));
        self.section = Some(at);
        self.raw(&text).end(at)
    }

    /// Writes a cross-reference stream of the objects since the last section, as the object `number`.
    pub fn xref_stream(mut self, number: usize, more: &str, encoding: Encoding) -> Self {
        let at = self.at();
        self.size = self.size.max(number + 1);
        self.offsets.insert(number, at);
        let offsets = std::mem::take(&mut self.offsets);
        let index: Vec<_> = offsets.keys().map(|number| format!("{number} 1")).collect();
        let index = index.join(" ");
        let row = |offset: &usize| {
            let [.., high, middle, low] = offset.to_be_bytes();
            [1, high, middle, low, 0]
        };
        let rows: Vec<[u8; 5]> = offsets.values().map(row).collect();
        let (data, filter) = match encoding {
            Encoding::Plain => (rows.concat(), ""),
            Encoding::Flate => (compress_to_vec_zlib(&rows.concat(), 6), "/Filter/FlateDecode"),
            Encoding::Predicted => (
                compress_to_vec_zlib(&predicted(&rows), 6),
                "/Filter[/FlateDecode]/DecodeParms[<</Predictor 15/Columns 5>>]",
            ),
        };
        let entries = self.entries(more);
        self.section = Some(at);
        let length = data.len();
        let mut document = self.raw(&format!(
            "{number} 0 obj\n<</Type/XRef/W[1 3 1]/Index[{index}]/Length {length}{filter}{entries}>>\nstream\r\n"
        ));
        document.bytes.extend(data);
        document.raw("\nendstream\nendobj\n").end(at)
    }

    fn end(self, section: usize) -> Self {
        self.raw(&format!("startxref\n{section}\n%%EOF\n"))
    }

    /// Changes the offset after the last `startxref`.
    pub fn starting_at(mut self, text: &str) -> Self {
        let word = b"startxref";
        let at = self.bytes.windows(word.len()).rposition(|window| window == word).unwrap();
        self.bytes.truncate(at);
        self.raw(&format!("startxref\n{text}\n%%EOF\n"))
    }
}

/// Applies the five PNG predictors to the rows in turn.
fn predicted(rows: &[[u8; 5]]) -> Vec<u8> {
    let mut before = [0_u8; 5];
    let mut out = Vec::new();
    for (row, predictor) in rows.iter().zip([0_u8, 1, 2, 3, 4].into_iter().cycle()) {
        out.push(predictor);
        for at in 0..5 {
            let left = if at > 0 { row[at - 1] } else { 0 };
            let above_left = if at > 0 { before[at - 1] } else { 0 };
            let above = before[at];
            let estimate = i32::from(left) + i32::from(above) - i32::from(above_left);
            let [a, b, c] = [left, above, above_left].map(|near| (estimate - i32::from(near)).abs());
            let nearest = if a <= b && a <= c {
                left
            } else if b <= c {
                above
            } else {
                above_left
            };
            let average = u8::midpoint(left, above);
            out.push(row[at].wrapping_sub([0, left, above, average, nearest][usize::from(predictor)]));
        }
        before = *row;
    }
    out
}
