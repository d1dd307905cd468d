//! The page's title, which tells of problems if the host page wants that.

/// Puts the prefix before the page's title, or takes away the one that was put there.
pub fn mark(before: &mut Option<String>, prefix: Option<&str>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let title = document.title();
    let plain = before.take().and_then(|old| title.strip_prefix(&old).map(str::to_owned)).unwrap_or(title);
    let marked = [prefix.unwrap_or_default(), &plain].concat();
    if marked != document.title() {
        document.set_title(&marked);
    }
    *before = prefix.map(str::to_owned);
}
