//! Lists of the delivery that are fetched once something on the page needs them: suggestions while typing, the law.

use super::Msg;
use super::flow::Page;
use super::law;
use super::view::View;
use super::wizard::Wizard;
use crate::form::{Kind, Question};
use crate::json::Json;
use yew::prelude::*;

/// Of each township, its villages.
const VILLAGES: &str = "villages";

/// The file that holds a list; the units of a portal stand in its config.
fn file(list: &str) -> Option<&'static str> {
    Some(match list {
        "posts" => "data/units.json",
        VILLAGES => "data/villages.json",
        law::LIST => "data/law.json",
        _ => return None,
    })
}

impl Wizard {
    /// Asks for what the questions of the step suggest.
    pub(super) fn want_lists(&mut self, ctx: &Context<Self>) {
        let Page::Step(id) = &self.page else { return };
        let setup = ctx.props();
        let assessment = self.assess(setup);
        let questions =
            setup.form.steps.iter().filter(|step| step.id == *id).flat_map(|step| &step.questions);
        let asked = questions.filter(|question| assessment.is_asked(&question.id));
        let lists = asked.filter_map(|question| match question.kind {
            Kind::Address => Some(VILLAGES.to_owned()),
            _ => question.suggest_from.clone(),
        });
        for list in lists.collect::<Vec<_>>() {
            self.want(ctx, list);
        }
    }

    /// Asks for a list, once.
    pub(super) fn want(&mut self, ctx: &Context<Self>, list: String) {
        let Some(file) = file(&list) else { return };
        if self.lists.iter().any(|(known, _)| *known == list) {
            return;
        }
        self.lists.push((list.clone(), Json::Null));
        let done = ctx.link().callback(move |json| Msg::Fetched { list: list.clone(), json });
        ctx.props().port.load_list(file, done);
    }

    /// Asks for the law's texts, also again if they have not come.
    pub(super) fn want_law(&mut self, ctx: &Context<Self>) {
        self.lists.retain(|(list, json)| list != law::LIST || *json != Json::Null);
        self.want(ctx, law::LIST.to_owned());
    }

    /// Keeps a list that has come.
    pub(super) fn keep(&mut self, list: &str, json: &str) {
        if let Some(kept) = self.lists.iter_mut().find(|(known, _)| known == list) {
            kept.1 = Json::read(json).unwrap_or(Json::Null);
        }
    }
}

impl View<'_> {
    /// A list, once it is here.
    pub fn list(&self, name: &str) -> Option<&Json> {
        self.lists.iter().find(|(known, _)| known == name).map(|(_, json)| json)
    }

    /// What is offered while a text is typed; anything else stays possible.
    pub fn offered(&self, question: &Question) -> Option<Vec<&str>> {
        let name = question.suggest_from.as_deref()?;
        if name == "units" {
            return Some(self.config.units.iter().map(String::as_str).collect());
        }
        Some(self.list(name).map(|list| self.posts(list)).unwrap_or_default())
    }

    /// The villages of a township.
    pub fn villages(&self, county: &str, township: &str) -> Vec<&str> {
        let names =
            self.list(VILLAGES).and_then(|list| list.get(&[county, township].concat())).and_then(Json::text);
        names.map(|names| names.split(' ').collect()).unwrap_or_default()
    }

    /// The posts of the unit that was chosen: the list says by which answers, one after the other.
    fn posts<'a>(&self, list: &'a Json) -> Vec<&'a str> {
        let mut unit = list;
        while let Some(by) = unit.get("by").and_then(Json::text) {
            let Some(chosen) = unit.get("of").and_then(|of| of.get(self.draft.text(by))) else { break };
            unit = chosen;
        }
        let mut posts = Vec::new();
        let entries = |json: &'a Json, name| json.get(name).and_then(Json::entries).unwrap_or_default();
        for post in entries(unit, "sub_units").iter().flat_map(|sub| entries(sub, "posts")) {
            let name = post.entries().and_then(|names| names.first()).and_then(Json::text);
            posts.extend(name.filter(|name| !posts.contains(name)));
        }
        posts
    }
}
