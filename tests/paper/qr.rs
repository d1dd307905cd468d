//! The QR code of the reference, read by an independent decoder.

use crate::workflows::WORKFLOWS;
use crate::{all, print, texts};
use guitai::config::Config;
use guitai::paper::{Paper, PaperError};
use scraper::Html;

/// Pixels of a module.
const SCALE: usize = 4;

/// Draws the path of an image and decodes it.
fn decoded(page: &Html) -> String {
    let image = all(page, "svg.qr")[0];
    let size: usize = image
        .value()
        .attr("viewbox")
        .or(image.value().attr("viewBox"))
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let path = all(page, "svg.qr path")[0].value().attr("d").unwrap().to_owned();
    let dark: Vec<(usize, usize)> = path
        .split('M')
        .skip(1)
        .map(|module| {
            let (x, rest) = module.split_once(',').unwrap();
            let y = rest.strip_suffix("h1v1h-1z").unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    let brightness = |x: usize, y: usize| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * SCALE, size * SCALE, brightness);
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

#[test]
fn the_code_contains_the_reference() {
    let form = &WORKFLOWS[0].form;
    for reference in ["1", "115-000123", "範例-0001", "EX-20261121-ABCDEFGH-00000000000000000000"] {
        let page = Html::parse_document(&print(form, "zh-Hant", Some(reference), None));
        assert_eq!(decoded(&page), reference);
        assert_eq!(texts(&page, ".facts dd"), [reference]);
    }
    assert!(all(&Html::parse_document(&print(form, "zh-Hant", None, None)), "svg").is_empty());
}

#[test]
fn a_reference_that_does_not_fit_into_a_code_is_refused() {
    let config = Config::default();
    let long = "1".repeat(10_000);
    let paper = Paper {
        form: &WORKFLOWS[0].form,
        config: &config,
        lang: "en",
        reference: Some(&long),
        submission: None,
    };
    let error = paper.render().unwrap_err();
    assert!(matches!(error, PaperError::ReferenceTooLong));
    assert!(error.to_string().contains("too long"));
}
