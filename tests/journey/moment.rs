//! Times and ids that are made from the moment of an event.

use crate::setup::START;
use guitai::journey::Moment;

const fn at(milliseconds: u64, random: [u8; 16]) -> Moment {
    Moment { milliseconds, random, is_online: true }
}

#[test]
fn an_id_is_a_uuid_of_version_7() {
    // RFC 9562, 5.7: 48 bits of time, the version, 12 random bits, the variant, 62 random bits.
    for (random, rest) in [
        (0x00, "7000-8000-000000000000"),
        (0xff, "7fff-bfff-ffffffffffff"),
        (0x55, "7555-9555-555555555555"),
        (0xaa, "7aaa-aaaa-aaaaaaaaaaaa"),
    ] {
        let time = format!("{START:012x}");
        let expected = format!("{}-{}-{rest}", &time[..8], &time[8..]);
        assert_eq!(at(START, [random; 16]).new_id(), expected);
    }
}

#[test]
fn the_random_part_of_a_wait_is_below_a_second() {
    for (bytes, milliseconds) in
        [([0x00, 0x00], 0), ([0x03, 0xe7], 999), ([0x03, 0xe8], 0), ([0xff, 0xff], 535)]
    {
        let mut random = [9; 16];
        random[14..].copy_from_slice(&bytes);
        assert_eq!(at(START, random).jitter(), milliseconds);
    }
}

#[test]
fn civil_time_is_that_of_taipei() {
    for (milliseconds, written) in [
        (START, "2026-11-21T10:00:00+08:00"),
        (START + 14 * 3_600_000 - 1, "2026-11-21T23:59:59+08:00"),
        (START + 14 * 3_600_000, "2026-11-22T00:00:00+08:00"),
        // After the year 2200.
        (8_000_000_000_000, ""),
    ] {
        assert_eq!(at(milliseconds, [0; 16]).written(), written);
    }
}
