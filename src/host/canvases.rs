//! Canvases for signatures, see `www/signature.js`.

use super::element::Host;
use super::{attachments, clock};
use crate::fault;
use crate::form::Kind;
use crate::journey::{Event, Journey};
use crate::value::attachment::{Limits, decode};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::Callback;

/// The name of a drawn signature's file.
const SIGNATURE: &str = "signature.png";

/// Reports the drawing after each stroke.
pub fn listen(host: &Host, limits: Limits, report: Callback<Event>) {
    let own = host.clone();
    let drawn =
        Closure::<dyn Fn(String, String, u32)>::new(move |question: String, image: String, session| {
            fault::at("drawn");
            let bytes = decode(&image).unwrap_or_default();
            let file = attachments::take(
                clock::moment(&own).new_id(),
                SIGNATURE.to_owned(),
                &question,
                &bytes,
                None,
                limits,
            );
            report.emit(Event::FileRead { session, question, file });
        });
    host.listen_drawn(&drawn.into_js_value());
}

/// Shows the signature of the draft on each canvas of the page.
pub fn update(host: &Host, root: &Element, journey: &Journey) {
    for question in journey.form().questions().filter(|question| question.kind == Kind::Signature) {
        let file = journey.draft().files_of(&question.id).last().map(|(_, file)| file);
        let id = file.map_or("", |file| file.id.as_str());
        let image = file.and_then(|file| file.content.as_deref()).unwrap_or_default();
        host.sign(root, &question.id, id, image);
    }
}
