//! Decoding of escapes in names and strings (ISO 32000-2, 7.3.4 and 7.3.5).

/// Returns whether an escaped name, in which `A` may be written as `#41`, equals `name`.
pub fn is_name(written: &[u8], name: &[u8]) -> bool {
    let mut rest = written;
    for wanted in name {
        match character(rest) {
            Some((character, after)) if character == *wanted => rest = after,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Splits off the first character of an escaped name.
fn character(name: &[u8]) -> Option<(u8, &[u8])> {
    if let [b'#', high, low, after @ ..] = name
        && let Some(character) = byte(*high, *low)
    {
        return Some((character, after));
    }
    name.split_first().map(|(first, after)| (*first, after))
}

/// Decodes a literal string, given without its parentheses.
pub fn unescape(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    loop {
        let (byte, after) = match rest {
            [] => return bytes,
            // Every line end becomes a line feed; a line end after a backslash is dropped.
            [b'\\', b'\r', b'\n', after @ ..] | [b'\\', b'\r' | b'\n', after @ ..] => (None, after),
            [b'\r', b'\n', after @ ..] | [b'\r', after @ ..] => (Some(b'\n'), after),
            [b'\\', b'0'..=b'7', ..] => octal(rest.get(1..).unwrap_or_default()),
            [b'\\', escaped, after @ ..] => (Some(unescaped(*escaped)), after),
            // A backslash at the end is dropped.
            [b'\\'] => (None, [].as_slice()),
            [byte, after @ ..] => (Some(*byte), after),
        };
        bytes.extend(byte);
        rest = after;
    }
}

/// Decodes one to three octal digits to a byte; the overflowing bit is dropped.
fn octal(digits: &[u8]) -> (Option<u8>, &[u8]) {
    let length = digits.iter().take(3).take_while(|digit| matches!(digit, b'0'..=b'7')).count();
    let (digits, after) = digits.split_at_checked(length).unwrap_or_default();
    let value = digits.iter().fold(0_u8, |value, digit| (value << 3) | (digit - b'0'));
    (Some(value), after)
}

/// Decodes the character after a backslash.
fn unescaped(escaped: u8) -> u8 {
    match escaped {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => b'\x08',
        b'f' => b'\x0C',
        other => other,
    }
}

/// Decodes hexadecimal digits; a zero is appended to an odd number of digits.
pub fn from_hexadecimal(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    let pair = |pair: &[u8]| match pair {
        [high, low] => byte(*high, *low),
        [high] => byte(*high, b'0'),
        _ => None,
    };
    digits.chunks(2).filter_map(pair).collect()
}

/// Decodes two hexadecimal digits.
fn byte(high: u8, low: u8) -> Option<u8> {
    Some((digit(high)? << 4) | digit(low)?)
}

/// Returns the value of a hexadecimal digit.
pub fn digit(character: u8) -> Option<u8> {
    u8::try_from(char::from(character).to_digit(16)?).ok()
}
