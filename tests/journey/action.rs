//! Actions of buttons and their attributes.

use guitai::journey::Action;

#[test]
fn an_action_is_read_from_its_attributes() {
    let text = |text: &str| text.to_owned();
    let cases = [
        (Action::Next, "next", None, None),
        (Action::Back, "back", None, None),
        (Action::Change(text("phone")), "change", Some("phone"), None),
        (Action::Submit, "submit", None, None),
        (Action::Retry, "retry", None, None),
        (Action::Save, "save", None, None),
        (Action::Restart, "restart", None, None),
        (Action::Undo, "undo", None, None),
        (Action::Print, "print", None, None),
        (Action::Language(text("en")), "language", None, Some("en")),
        (Action::Show, "show", None, None),
        (Action::Stay, "stay", None, None),
        (Action::Add(text("people")), "add", Some("people"), None),
        (Action::Remove { question: text("people"), item: text("1") }, "remove", Some("people"), Some("1")),
        (Action::Remedy(text("overlap")), "remedy", Some("overlap"), None),
    ];
    for (action, name, target, item) in cases {
        assert_eq!((action.name(), action.target(), action.item()), (name, target, item));
        let read = Action::parse(name, target.unwrap_or_default(), item.unwrap_or_default());
        assert_eq!(read, Some(action));
    }
    assert_eq!(Action::parse("fly", "", ""), None);
}
