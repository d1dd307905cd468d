//! The public interface of the element, as tables in Markdown and declarations in TypeScript. The source is the manifest
//! `www/custom-elements.json`; a file shows a part of it between two marker lines.

use serde::Deserialize;

/// The manifest: a custom elements manifest with one module and one element.
pub const MANIFEST: &str = "www/custom-elements.json";

/// The files with generated parts.
pub const FILES: [&str; 3] = ["README.md", "docs/contract.md", "www/guitai.d.ts"];

/// The markers in both languages: before a part, with its name, and after it.
const MARKERS: [(&str, &str, &str, Language); 2] = [
    ("<!-- generated: ", " -->", "<!-- /generated -->", Language::Markdown),
    ("// generated: ", "", "// /generated", Language::TypeScript),
];

/// The longest line of a comment in TypeScript.
const WIDTH: usize = 120;

#[derive(Clone, Copy)]
enum Language {
    Markdown,
    TypeScript,
}

#[derive(Deserialize)]
struct Manifest {
    modules: [Module; 1],
}

#[derive(Deserialize)]
struct Module {
    declarations: [Element; 1],
}

/// The public interface of the element.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    /// In the order of the tables.
    pub attributes: Vec<Attribute>,
    members: Vec<Member>,
    events: Vec<Event>,
    css_parts: Vec<Named>,
    /// Those that a page can set.
    pub css_properties: Vec<Property>,
}

/// An attribute.
#[derive(Deserialize)]
pub struct Attribute {
    /// Its name in HTML.
    pub name: String,
    #[serde(rename = "type")]
    kind: Type,
    default: Option<String>,
    description: String,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Member {
    Field {
        name: String,
        #[serde(rename = "type")]
        kind: Type,
        /// The attribute whose place it takes.
        attribute: Option<String>,
        #[serde(default)]
        readonly: bool,
        description: String,
    },
    /// All methods are without parameters.
    Method {
        name: String,
        #[serde(rename = "return")]
        result: Return,
        description: String,
    },
}

#[derive(Deserialize)]
struct Return {
    #[serde(rename = "type")]
    kind: Type,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    #[serde(rename = "type")]
    kind: Type,
    description: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    description: String,
}

/// A custom property.
#[derive(Deserialize)]
pub struct Property {
    /// Its name, with the two hyphens.
    pub name: String,
    /// The value in CSS, in light mode.
    pub default: String,
    description: String,
}

/// A type in the syntax of TypeScript.
#[derive(Deserialize)]
struct Type {
    text: String,
}

impl Element {
    /// Reads the manifest.
    ///
    /// # Errors
    /// It is not JSON, or a member is missing.
    pub fn read(manifest: &str) -> serde_json::Result<Self> {
        let Manifest { modules: [Module { declarations: [element] }] } = serde_json::from_str(manifest)?;
        Ok(element)
    }

    /// Returns a text with all its generated parts written again.
    ///
    /// # Errors
    /// A marker has an unknown name, or its end is missing.
    pub fn fill(&self, text: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            push(&mut filled, line);
            let Some((name, end, language)) = marker(line) else { continue };
            let part = self.part(name, language).ok_or_else(|| format!("unknown part: {line}"))?;
            part.lines().for_each(|line| push(&mut filled, line));
            let end = lines.find(|line| line.trim() == end).ok_or_else(|| format!("not closed: {line}"))?;
            push(&mut filled, end);
        }
        Ok(filled)
    }

    fn part(&self, name: &str, language: Language) -> Option<String> {
        match (name, language) {
            ("attributes", Language::Markdown) => Some(self.attributes_table()),
            ("members", Language::Markdown) => Some(self.members_table()),
            ("events", Language::Markdown) => Some(self.events_table()),
            ("parts", Language::Markdown) => Some(self.parts_table()),
            ("properties", Language::Markdown) => Some(self.properties_table()),
            ("attributes", Language::TypeScript) => Some(self.attributes_declaration()),
            ("members", Language::TypeScript) => Some(self.members_declaration()),
            ("events", Language::TypeScript) => Some(self.events_declaration()),
            _ => None,
        }
    }

    fn attributes_table(&self) -> String {
        let rows = self.attributes.iter().map(|Attribute { name, kind, default, description }| {
            let default =
                default.as_deref().map_or("–".to_owned(), |default| code(default.trim_matches('\'')));
            let default = if kind.text == "boolean" { "absent".to_owned() } else { default };
            [code(name), kind.values(), default, description.clone()]
        });
        table(["attribute", "values", "default", "meaning"], rows)
    }

    fn members_table(&self) -> String {
        let rows = self.members.iter().map(|member| match member {
            Member::Field { name, kind, description, .. } => {
                [code(name), code(&kind.text), description.clone()]
            }
            Member::Method { name, result, description } => {
                [code(&format!("{name}()")), code(&result.kind.text), description.clone()]
            }
        });
        table(["name", "type", "meaning"], rows)
    }

    fn events_table(&self) -> String {
        let rows = self.events.iter().map(|Event { name, kind, description }| {
            let detail = kind.text.strip_prefix("CustomEvent<").and_then(|rest| rest.strip_suffix('>'));
            [code(name), code(detail.unwrap_or(&kind.text)), description.clone()]
        });
        table(["event", "detail", "meaning"], rows)
    }

    fn parts_table(&self) -> String {
        let rows = self.css_parts.iter().map(|Named { name, description }| [code(name), description.clone()]);
        table(["part", "meaning"], rows)
    }

    fn properties_table(&self) -> String {
        let rows = self
            .css_properties
            .iter()
            .map(|Property { name, default, description }| [code(name), code(default), description.clone()]);
        table(["custom property", "default", "meaning"], rows)
    }

    fn attributes_declaration(&self) -> String {
        let members = self.attributes.iter().map(|Attribute { name, kind, description, .. }| {
            let name = if name.contains('-') { format!("\"{name}\"") } else { name.clone() };
            comment(description) + &format!("  {name}?: {};\n", kind.of_attribute())
        });
        members.collect()
    }

    fn members_declaration(&self) -> String {
        let members = self.members.iter().map(|member| match member {
            Member::Field { name, kind, readonly: true, description, .. } => {
                comment(description) + &format!("  readonly {name}: {};\n", kind.declared())
            }
            // Undefined gives the place back to the attribute.
            Member::Field { name, kind, attribute: Some(_), description, .. } => {
                let kind = kind.declared();
                comment(description)
                    + &format!("  get {name}(): {kind};\n  set {name}(value: {kind} | undefined);\n")
            }
            Member::Field { name, kind, description, .. } => {
                comment(description) + &format!("  {name}: {};\n", kind.declared())
            }
            Member::Method { name, result, description } => {
                comment(description) + &format!("  {name}(): {};\n", result.kind.declared())
            }
        });
        members.collect::<Vec<_>>().join("\n")
    }

    fn events_declaration(&self) -> String {
        let events = self.events.iter().map(|Event { name, kind, description }| {
            comment(description) + &format!("  \"{name}\": {};\n", kind.declared())
        });
        events.collect()
    }
}

impl Type {
    /// The type in a declaration, with the quotation marks of the project's format.
    fn declared(&self) -> String {
        self.text.replace('\'', "\"")
    }

    /// The type of an attribute in a template, where numbers may be text and a present attribute may be empty.
    fn of_attribute(&self) -> String {
        match self.text.as_str() {
            "number" => "number | string".to_owned(),
            "boolean" => "boolean | \"\"".to_owned(),
            _ => self.declared(),
        }
    }

    /// The values of an attribute for a table.
    fn values(&self) -> String {
        if !self.text.contains('\'') {
            return if self.text == "string" { "text".to_owned() } else { self.text.clone() };
        }
        let values = self.text.split(" | ").map(|value| code(value.trim_matches('\'')));
        values.collect::<Vec<_>>().join(", ")
    }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The name of the part that begins after a line, and the line that ends it.
fn marker(line: &str) -> Option<(&str, &'static str, Language)> {
    MARKERS.into_iter().find_map(|(before, after, end, language)| {
        Some((line.trim().strip_prefix(before)?.strip_suffix(after)?, end, language))
    })
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A table in Markdown.
fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let head = head.map(str::to_owned);
    let rule = head.each_ref().map(|_| "---".to_owned());
    let rows = [head, rule].into_iter().chain(rows).map(|cells| {
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.join(" | "))
    });
    rows.collect()
}

/// A comment of a member in TypeScript, indented by two, on several lines if it is long.
fn comment(description: &str) -> String {
    let short = format!("  /** {description} */\n");
    if short.trim_end().chars().count() <= WIDTH {
        return short;
    }
    let mut lines = vec!["  /**".to_owned()];
    let mut line = "   *".to_owned();
    for word in description.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, "   *".to_owned()));
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.extend([line, "   */\n".to_owned()]);
    lines.join("\n")
}
