//! Rows of a cross-reference stream (ISO 32000-2, 7.5.8), decompressed one at a time.

use super::object::{Dictionary, Value};
use super::work::Work;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// Maximum width of a field in bytes: 64 bits.
const MAX_FIELD_BYTES: usize = 8;
/// Number of bytes decompressed at a time.
const PIECE_BYTES: usize = 4096;
/// Entry type of an object at an offset, as opposed to one in an object stream.
const TYPE_OFFSET: u64 = 1;

/// Widths in bytes of a row's fields: type, offset, generation.
type Widths = [usize; 3];

/// Returns the offset of an object, if the rows contain it. Returns `None` for filters and predictors that
/// are not used for cross-reference streams in practice.
pub fn offset(stream: &Dictionary, data: &[u8], number: i64, work: &Work) -> Option<usize> {
    let widths = widths(stream)?;
    let length = widths.iter().sum();
    let mut rows =
        Rows { row: Vec::new(), length, predictor: predictor(stream, length)?, before: vec![0; length] };
    let mut left = index(stream, number)?;
    let mut found = None;
    let mut visit = |row: &[u8]| {
        if left == 0 {
            found = target(row, widths);
            return false;
        }
        left -= 1;
        true
    };
    match stream.get(b"Filter") {
        None => {
            rows.add(data, &mut visit);
        }
        Some(filter) if is_flate(&filter) => unpack(data, work, &mut |piece| rows.add(piece, &mut visit)),
        Some(_) => {}
    }
    found
}

fn widths(stream: &Dictionary) -> Option<Widths> {
    let mut widths = [0; 3];
    let mut written = stream.get(b"W")?.items();
    for width in &mut widths {
        *width =
            usize::try_from(written.next()?.integer()?).ok().filter(|width| *width <= MAX_FIELD_BYTES)?;
    }
    (widths != [0; 3]).then_some(widths)
}

/// Returns the number of rows before the row of an object.
fn index(stream: &Dictionary, number: i64) -> Option<u64> {
    let Some(index) = stream.get(b"Index") else {
        return u64::try_from(number).ok();
    };
    let mut numbers = index.items().map(|number| number.integer());
    let mut before = 0_i64;
    while let (Some(first), Some(count)) = (numbers.next()?, numbers.next()?) {
        let place = number.checked_sub(first)?;
        if (0..count).contains(&place) {
            return u64::try_from(before.checked_add(place)?).ok();
        }
        before = before.checked_add(count)?;
    }
    None
}

/// Returns whether the rows use a PNG predictor, with one leading byte that selects it. Returns `None` for
/// another predictor or another row length.
fn predictor(stream: &Dictionary, length: usize) -> Option<bool> {
    let Some(parameters) = stream.get(b"DecodeParms") else { return Some(false) };
    let parameters = parameters.items().next().unwrap_or(parameters).dictionary()?;
    match parameters.integer(b"Predictor").unwrap_or(1) {
        1 => Some(false),
        10..=15 => {
            let columns = parameters.integer(b"Columns").unwrap_or(1);
            (usize::try_from(columns) == Ok(length)).then_some(true)
        }
        _ => None,
    }
}

fn is_flate(filter: &Value) -> bool {
    let mut filters = filter.items();
    let only = filters.next().unwrap_or(*filter);
    only.is_name(b"FlateDecode") && filters.next().is_none()
}

/// Returns the offset in a row.
fn target(row: &[u8], [kind, offset, _]: Widths) -> Option<usize> {
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    let (kind_bytes, rest) = row.split_at_checked(kind)?;
    let is_at_offset = kind == 0 || number(kind_bytes) == TYPE_OFFSET;
    is_at_offset.then(|| rest.get(..offset))?.and_then(|bytes| usize::try_from(number(bytes)).ok())
}

/// Assembles rows from pieces.
struct Rows {
    row: Vec<u8>,
    length: usize,
    predictor: bool,
    before: Vec<u8>,
}

impl Rows {
    /// Calls `visit` with each complete row until it returns false; then returns false.
    fn add(&mut self, piece: &[u8], visit: &mut dyn FnMut(&[u8]) -> bool) -> bool {
        let length = self.length + usize::from(self.predictor);
        for byte in piece {
            self.row.push(*byte);
            if self.row.len() < length {
                continue;
            }
            let row = std::mem::take(&mut self.row);
            if self.predictor {
                self.restore(&row);
            } else {
                self.before = row;
            }
            if !visit(&self.before) {
                return false;
            }
        }
        true
    }

    /// Reverses the prediction of a row (PNG, 9.2), selected by its first byte.
    fn restore(&mut self, row: &[u8]) {
        let Some((predictor, differences)) = row.split_first() else { return };
        let (mut left, mut above_left) = (0_u8, 0_u8);
        for (difference, place) in differences.iter().zip(&mut self.before) {
            let above = *place;
            let predicted = match predictor {
                1 => left,
                2 => above,
                3 => left.midpoint(above),
                4 => paeth(left, above, above_left),
                _ => 0,
            };
            left = difference.wrapping_add(predicted);
            above_left = above;
            *place = left;
        }
    }
}

/// Returns the neighbour nearest to left + above − above left (PNG, 9.4).
fn paeth(left: u8, above: u8, above_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(above_left);
    let distance = |neighbour: u8| (estimate - i16::from(neighbour)).abs();
    // `min_by_key` returns the first of equal distances, as the standard requires.
    [left, above, above_left].into_iter().min_by_key(|neighbour| distance(*neighbour)).unwrap_or_default()
}

/// Decompresses data piece by piece until `take` returns false, the data end or are invalid, or the work
/// limit is reached.
fn unpack(data: &[u8], work: &Work, take: &mut dyn FnMut(&[u8]) -> bool) {
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let mut piece = [0; PIECE_BYTES];
    let mut rest = data;
    loop {
        let result = inflate(&mut state, rest, &mut piece, MZFlush::None);
        let unpacked = piece.get(..result.bytes_written).unwrap_or_default();
        let goes_on = take(unpacked) && work.spend(result.bytes_consumed + result.bytes_written + 1);
        if !goes_on || result.status != Ok(MZStatus::Ok) {
            return;
        }
        rest = rest.get(result.bytes_consumed..).unwrap_or_default();
    }
}
