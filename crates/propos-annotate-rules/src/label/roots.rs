//! The forms of a keyword's verb or noun in languages that put words together: *Abschiebung* is *abschieben*, *abgeschoben* and
//! *Abschiebestopp*.

use propos_segment::Lang;

use super::terms::Freedom;

/// How many letters a root must have.
const SHORTEST: usize = 6;
/// How many letters the verb behind a particle must have.
const SHORTEST_VERB: usize = 4;

/// A form with how freely it is matched.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) form: String,
    pub(super) freedom: Freedom,
}

/// What forms of a keyword of one word begin with or are, besides its inflections. `verbs` are the strong verbs of the data
/// files, `is_particle` tells what may stand apart from a verb.
pub(super) fn roots(keyword: &str, verbs: &str, is_particle: impl Fn(&str) -> bool) -> Vec<Root> {
    let mut found = Vec::new();
    let lower = keyword.to_lowercase();
    if !lower.chars().all(char::is_alphabetic) {
        return found;
    }
    let is_noun = keyword != lower;
    let noun = lower.strip_suffix("ung").or_else(|| lower.strip_suffix("ing"));
    let root = if is_noun { noun } else { lower.strip_suffix("en") };
    let Some(root) = root.filter(|root| root.chars().count() >= SHORTEST) else {
        return found;
    };
    found.push(Root {
        // *Abschiebe-*, not *Abschieber*; a verb has all endings.
        form: if is_noun {
            format!("{root}e")
        } else {
            root.to_owned()
        },
        freedom: Freedom::Beginning,
    });
    let verb = format!("{root}en");
    let mut add = |form: String| {
        found.push(Root {
            form,
            freedom: Freedom::Form,
        });
    };
    for line in verbs.lines().filter(|line| !line.starts_with('#')) {
        let mut forms = line.split_whitespace();
        let Some(before) = forms.next().and_then(|infinitive| verb.strip_suffix(infinitive)) else {
            continue;
        };
        for form in forms.filter(|form| *form != "-") {
            add(format!("{before}{form}"));
        }
        return found;
    }
    // A weak verb: *abgeschafft*, *abschafft*.
    add(format!("{root}t"));
    for (at, _) in root.char_indices().skip(1) {
        let (particle, rest) = root.split_at(at);
        if is_particle(particle) && rest.len() >= SHORTEST_VERB {
            add(format!("{particle}ge{rest}t"));
        }
    }
    found
}

/// The object of a keyword that ends in its verb (*Grenzen schließen*), with the side of what furthers it as compared with the
/// whole: −1 where the verb hinders it. `acts` tells what a verb does.
pub(super) fn object_of_keyword(keyword: &str, acts: impl Fn(&str) -> Option<i8>) -> Option<(&str, i8)> {
    const SHORTEST: usize = 5;
    let (object, verb) = keyword.rsplit_once(' ')?;
    let is_verb = verb.ends_with('n') && verb.chars().all(char::is_lowercase);
    let side = acts(verb).filter(|_| is_verb && object.chars().count() >= SHORTEST)?;
    Some((object, side))
}

/// The object of an English or French keyword of an act with things in the plural, and which way doing it acts on them: *ban on cars*,
/// *cap rents*, *encadrer les loyers*. Who speaks of them being banned or let in speaks of the target.
pub(super) fn things_of_keyword(
    keyword: &str,
    acts: impl Fn(&str) -> Option<i8>,
    joins: impl Fn(&str) -> bool,
) -> Option<(&str, i8)> {
    const SHORTEST: usize = 4;
    let (act, rest) = keyword.split_once(' ')?;
    let object = rest.rsplit(' ').next()?;
    let between = rest.strip_suffix(object)?;
    let is_plural = object.ends_with('s') && object.chars().all(char::is_lowercase);
    let is_joined = between.split_whitespace().all(joins);
    let side = acts(act).filter(|_| is_plural && is_joined && object.chars().count() >= SHORTEST)?;
    Some((object, side))
}

/// The plural of a keyword that the stemmer does not bring together with its singular: *telemóveis*, *cellulari*.
pub(super) fn plural(keyword: &str, lang: Option<Lang>) -> Option<String> {
    let endings: &[(&str, &str)] = match lang {
        Some(Lang::Pt) => &[
            ("ável", "áveis"),
            ("óvel", "óveis"),
            ("ível", "íveis"),
            ("el", "éis"),
            ("al", "ais"),
            ("ol", "óis"),
            ("ul", "uis"),
        ],
        Some(Lang::It) => &[("are", "ari"), ("ere", "eri"), ("ire", "iri")],
        _ => &[],
    };
    endings
        .iter()
        .find_map(|(one, many)| keyword.strip_suffix(one).map(|stem| format!("{stem}{many}")))
}

#[cfg(test)]
mod tests {
    use propos_segment::Lang;

    use super::{Freedom, object_of_keyword, plural, roots};

    const VERBS: &str =
        "# infinitive, third person, past, participle\nschieben schiebt schob geschoben schöbe\n";

    fn forms(keyword: &str) -> Vec<String> {
        let found = roots(keyword, VERBS, |word| word == "ab");
        let written = found.into_iter().map(|root| {
            let star = if root.freedom == Freedom::Beginning {
                "*"
            } else {
                ""
            };
            format!("{}{star}", root.form)
        });
        written.collect()
    }

    #[test]
    fn nouns_and_verbs_have_the_forms_of_their_verbs() {
        let strong = ["abschiebt", "abschob", "abgeschoben", "abschöbe"];
        assert_eq!(forms("Abschiebung"), [&["abschiebe*"], &strong[..]].concat());
        assert_eq!(forms("abschieben"), [&["abschieb*"], &strong[..]].concat());
        assert_eq!(forms("Abschaffung"), ["abschaffe*", "abschafft", "abgeschafft"]);
    }

    #[test]
    fn other_nouns_have_none() {
        assert_eq!(forms("Obergrenze"), Vec::<String>::new());
        assert_eq!(forms("Übung"), Vec::<String>::new());
        assert_eq!(forms("Grenzen schließen"), Vec::<String>::new());
    }

    #[test]
    fn objects_of_keywords_stand_on_the_side_of_their_verb() {
        let acts = |verb: &str| match verb {
            "schließen" => Some(-1),
            "öffnen" => Some(1),
            _ => None,
        };
        assert_eq!(
            object_of_keyword("Grenzen schließen", acts),
            Some(("Grenzen", -1))
        );
        assert_eq!(
            object_of_keyword("die Grenzen öffnen", acts),
            Some(("die Grenzen", 1))
        );
        assert_eq!(object_of_keyword("arbeiten dürfen", acts), None);
        assert_eq!(object_of_keyword("Grenze", acts), None);
    }

    #[test]
    fn plurals_that_have_another_stem_are_known() {
        assert_eq!(plural("telemóvel", Some(Lang::Pt)).as_deref(), Some("telemóveis"));
        assert_eq!(plural("capital", Some(Lang::Pt)).as_deref(), Some("capitais"));
        assert_eq!(plural("cellulare", Some(Lang::It)).as_deref(), Some("cellulari"));
        assert_eq!(plural("móvil", Some(Lang::Es)), None);
    }
}
