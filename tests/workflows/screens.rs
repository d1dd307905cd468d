//! The pages of the built-in workflows state who collects personal data, and for what purpose.

use guitai::config::Config;
use guitai::content::Content;
use guitai::form::{Form, builtin};
use guitai::journey::{Event, Journey, Moment, Options, Storage, Stored, UserInput};
use guitai::ui::page;
use guitai::ui::write::html::write;
use scraper::Html;
use serde_json::{Value, json};
use std::rc::Rc;

/// The day of filing in the golden submissions, 2026-11-21 at 10:00 in Taipei.
const NOW: Moment = Moment { milliseconds: 1_795_226_400_000, random: [7; 16], is_online: true };

/// A person who fills in the form of a portal with the answers of the golden base.
struct Person {
    journey: Journey,
}

impl Person {
    fn new(workflow: &str, portal: &Value) -> Self {
        let config = Config::read(&portal.to_string()).unwrap().for_workflow(workflow);
        let form = config.apply(Form::read(builtin(workflow).unwrap()).unwrap());
        let path = format!("{}/tests/forms/{workflow}/base.json", env!("CARGO_MANIFEST_DIR"));
        let base: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let options = Options {
            lang: "zh-Hant".to_owned(),
            storage: Storage::Memory,
            prefill: Some(base["answers"].to_string()),
            ..Options::default()
        };
        let content = Content::new(Rc::new(form), Rc::new(config), &options.lang);
        let (journey, _) = Journey::start(content, options, &Stored::default(), NOW);
        Self { journey }
    }

    fn report(&mut self, event: Event) {
        let _ = self.journey.update(NOW, &[], event);
        let _ = self.journey.update(NOW, &[], Event::Drawn);
    }

    fn input(&mut self, input: UserInput) {
        let session = self.journey.session();
        self.report(Event::Input { session, input });
    }

    /// Continues until a page has this id.
    fn go_to(&mut self, id: &str) {
        for _ in 0..20 {
            if self.journey.page_id() == id {
                return;
            }
            self.input(UserInput::Entered);
        }
        panic!("{id} is not reached: {:?}", self.journey.problems());
    }

    /// The words on the page.
    fn words(&self) -> String {
        let html = write(page(&self.journey, &self.journey.assess()));
        Html::parse_fragment(&html).root_element().text().collect()
    }
}

#[test]
fn holder_and_purpose_are_stated_before_personal_data_is_asked_for() {
    let privacy = |holder: &str| {
        json!({"version": "1", "holder": holder, "purpose": "purpose", "categories": "categories", "use": "use",
            "rights": "rights", "refusal": "refusal"})
    };
    let portal = json!({"version": "1", "privacy": privacy("測試縣政府"),
        "workflows": {"petition": {"privacy": privacy("測試信箱")}}});
    for (workflow, step, holder, own) in [
        ("exemption", "applicant", "收到申請的民防團隊", "測試縣政府"),
        ("change-report", "member", "這位民防人員所屬的民防團隊", "測試縣政府"),
        ("cause-ended", "person", "縣（市）政府", "測試縣政府"),
        ("petition", "filer", "收到這件陳情的機關", "測試信箱"),
    ] {
        for (config, holder, purpose) in
            [(json!({"version": "1"}), holder, None), (portal.clone(), own, Some("purpose"))]
        {
            let mut person = Person::new(workflow, &config);
            person.go_to(step);
            let words = person.words();
            assert!(words.contains(&format!("誰在蒐集：{holder}")), "{workflow}: {words}");
            assert!(
                purpose.is_none_or(|purpose| words.contains(&format!("做什麼用：{purpose}"))),
                "{workflow}: {words}"
            );
            assert!(words.contains("做什麼用：") && !words.contains(['{', '|', '}']), "{workflow}: {words}");
        }
    }
}
