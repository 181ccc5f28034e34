//! One template: sections under `## name`, placeholders in double braces.

/// A template.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    sections: Vec<(String, String)>,
}

impl Template {
    /// Reads a template that must have these sections with these placeholders, and no others.
    pub(crate) fn parse(text: &str, required: &[(&str, &[&str])]) -> Result<Self, String> {
        let mut sections: Vec<(String, String)> = Vec::new();
        // Some editors put a mark before everything.
        for line in text.trim_start_matches('\u{feff}').lines() {
            if let Some(name) = line.strip_prefix("## ") {
                let name = name.trim().to_owned();
                if sections.iter().any(|(known, _)| *known == name) {
                    return Err(format!("section {name} stands there twice"));
                }
                sections.push((name, String::new()));
            } else if let Some((_, section)) = sections.last_mut() {
                section.push_str(line);
                section.push('\n');
            }
        }
        for (_, section) in &mut sections {
            *section = section.trim_matches('\n').to_owned();
        }
        for (name, placeholders) in required {
            let Some((_, section)) = sections.iter().find(|(known, _)| known == name) else {
                return Err(format!("section {name} is missing"));
            };
            let found = placeholders_in(section);
            if let Some(missing) = placeholders.iter().find(|wanted| !found.contains(wanted)) {
                return Err(format!("section {name} lacks {{{{{missing}}}}}"));
            }
            if let Some(other) = found.iter().find(|other| !placeholders.contains(other)) {
                return Err(format!("section {name} has {{{{{other}}}}}, which nothing fills"));
            }
        }
        if let Some((name, _)) = sections
            .iter()
            .find(|(name, _)| !required.iter().any(|(known, _)| known == name))
        {
            return Err(format!("section {name} is not known"));
        }
        Ok(Self { sections })
    }

    /// A section; empty when there is none.
    pub(crate) fn section(&self, name: &str) -> &str {
        self.sections
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, section)| section)
    }

    /// The word for `name` in a section of lines `name = word`; the name itself where there is none.
    pub(crate) fn word<'t>(&'t self, section: &str, name: &'t str) -> &'t str {
        self.section(section)
            .lines()
            .filter_map(|line| line.split_once('='))
            .find(|(known, _)| known.trim() == name)
            .map_or(name, |(_, word)| word.trim())
    }
}

/// Fills placeholders in one pass, so that nothing that is filled in is taken for a placeholder.
pub(crate) fn fill(section: &str, values: &[(&str, &str)]) -> String {
    let room: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut filled = String::with_capacity(section.len() + room);
    let mut rest = section;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name.trim()) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn placeholders_in(section: &str) -> Vec<&str> {
    section
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name.trim())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Template, fill};

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let filled = fill("{{a}}-{{ b }}{{", &[("a", "{{b}}"), ("b", "x")]);
        assert_eq!(filled, "{{b}}-x{{");
    }

    #[test]
    fn a_template_must_have_its_sections_and_placeholders_and_no_others() {
        let required: &[(&str, &[&str])] = &[("system", &[]), ("user", &["document"])];
        for (text, expected) in [
            ("## system\nx\n## user\n{{document}}", None),
            ("\u{feff}## system\r\nx\r\n## user\r\n{{ document }}", None),
            ("## user\n{{document}}", Some("section system is missing")),
            ("## system\n## user\nx", Some("section user lacks {{document}}")),
            (
                "## system\n{{x}}\n## user\n{{document}}",
                Some("section system has {{x}}, which nothing fills"),
            ),
            (
                "## system\n## user\n{{document}}\n## else\n",
                Some("section else is not known"),
            ),
            (
                "## system\n## system\n## user\n{{document}}",
                Some("section system stands there twice"),
            ),
        ] {
            assert_eq!(
                Template::parse(text, required).err().as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
