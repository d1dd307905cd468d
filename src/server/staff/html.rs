//! HTML made of templates: what is filled in is text, and stays text.

/// The text as it may stand in HTML, in an element or between quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The template with each `{{name}}` replaced by that name's HTML, in one pass, so that what is filled in is never
/// searched for names itself. A name without a value becomes nothing.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once("{{").and_then(|(before, marked)| Some((before, marked.split_once("}}")?)))
    {
        filled.push_str(before);
        filled.extend(values.iter().find(|(known, _)| *known == name).map(|(_, html)| *html));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_once_and_escapes() {
        let evil = escape("<b a='{{x}}' c=\"&\">");
        assert_eq!(evil, "&lt;b a=&#39;{{x}}&#39; c=&quot;&amp;&quot;&gt;");
        for (template, expect) in [
            ("a{{x}}b{{y}}c", "aXb&lt;b a=&#39;{{x}}&#39; c=&quot;&amp;&quot;&gt;c".to_owned()),
            ("{{none}}{{x", "{{x".to_owned()),
            ("", String::new()),
        ] {
            assert_eq!(fill(template, &[("x", "X"), ("y", &evil)]), expect);
        }
    }
}
