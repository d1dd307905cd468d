//! Canvases for signatures.

use super::attachments;
use super::element::Host;
use crate::fault;
use crate::journey::{Event, Journey};
use crate::value::attachment::decode;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::Callback;

/// The name of a drawn signature's file.
const SIGNATURE: &str = "signature.png";
/// The attribute of a canvas with the id of the file that it shows.
const SHOWN: &str = "data-shown";

/// Lets new canvases be drawn on, and shows on each canvas the drawing of the draft.
pub fn update(host: &Host, root: &Element, journey: &Journey, report: &Callback<Event>) {
    let Ok(canvases) = root.query_selector_all("canvas[name]") else { return };
    for index in 0..canvases.length() {
        let Some(canvas) = canvases.get(index).map(JsCast::unchecked_into::<Element>) else { continue };
        let Some(question) = canvas.get_attribute("name") else { continue };
        let file = journey.draft().files_of(&question).last().map(|(_, file)| file);
        let id = file.map_or("", |file| file.id.as_str());
        let shown = canvas.get_attribute(SHOWN);
        if shown.as_deref() == Some(id) {
            continue;
        }
        let _ = canvas.set_attribute(SHOWN, id);
        let image = file.and_then(|file| file.content.as_deref()).unwrap_or_default();
        if shown.is_some() {
            host.show_drawing(&canvas, image);
        } else {
            host.sign(&canvas, image, &drawn(question.clone(), journey, report));
        }
    }
}

/// A function that reports the drawing after each stroke. The canvas owns it.
fn drawn(question: String, journey: &Journey, report: &Callback<Event>) -> JsValue {
    let (session, limits, report) = (journey.session(), journey.form().limits, report.clone());
    let drawn = Closure::<dyn Fn(String)>::new(move |image: String| {
        fault::at("drawn");
        let bytes = decode(&image).unwrap_or_default();
        let file = attachments::take(SIGNATURE.to_owned(), &question, &bytes, None, limits);
        report.emit(Event::FileRead { session, question: question.clone(), file });
    });
    drawn.into_js_value()
}
