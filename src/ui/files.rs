//! Attachments: chosen or dropped, listed with name and size, removed at any time.

use super::question::{described_by, errors, hint, label};
use super::view::{View, button_for, element_id};
use crate::form::Question;
use crate::text::Word;
use yew::prelude::*;

const KILOBYTE: u64 = 1024;
const MEGABYTE: u64 = 1024 * KILOBYTE;

/// The files of a question and the button to choose more.
pub fn files(view: &View, question: &Question) -> Html {
    let name = &question.id;
    let limits = &view.form.limits;
    let most = question.most_files(limits).to_string();
    let each = (limits.each_bytes / MEGABYTE).to_string();
    let total = (limits.total_bytes / MEGABYTE).to_string();
    let said = view.words.fill(Word::FileLimits, &[("most", &most), ("each", &each), ("total", &total)]);
    let limits_id = [&element_id(name), "-limits"].concat();
    let described = [described_by(view, question, name).unwrap_or_default(), limits_id.clone()].join(" ");
    html! {
        <>
            <label for={element_id(name)} part="label">{ label(view, question) }</label>
            { hint(view, question, name) }
            <p class="hint" id={limits_id}>{ said }</p>
            { errors(view, name) }
            { chosen(view, question) }
            <input id={element_id(name)} name={name.clone()} part="input" class="file" type="file" multiple=true
                accept=".pdf,.jpg,.jpeg,.png,.webp,.heic,application/pdf,image/*"
                aria-describedby={described.trim().to_owned()}
                aria-invalid={view.is_wrong(name, None).then_some("true")} />
        </>
    }
}

/// The files that were chosen.
pub fn chosen(view: &View, question: &Question) -> Html {
    let files: Vec<Html> = view
        .draft
        .files_of(&question.id)
        .map(|(_, file)| {
            let label = html! {
                <>
                    { view.words.say(Word::Remove) }
                    <span class="hidden">{ file.name.clone() }</span>
                </>
            };
            html! {
                <li key={file.id.clone()} data-part="file" part="file">
                    <bdi class="name">{ file.name.clone() }</bdi>
                    <span class="size">{ size(file.size) }</span>
                    { button_for("remove", &question.id, Some(file.id.clone()), label, "link") }
                </li>
            }
        })
        .collect();
    if files.is_empty() {
        return Html::default();
    }
    html! { <ul class="chosen">{ for files }</ul> }
}

/// A size in words, rounded up.
fn size(bytes: u64) -> String {
    if bytes >= MEGABYTE {
        let tenths = (bytes * 10).div_ceil(MEGABYTE);
        return [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " MB"].concat();
    }
    [&bytes.div_ceil(KILOBYTE).to_string(), " kB"].concat()
}
