//! The codebooks that come with the program are good, and differ in everything but form.

use propos_codebook::Codebook;

fn sources() -> Vec<(&'static str, &'static str)> {
    Codebook::embedded_ids()
        .map(|id| (id, Codebook::embedded_source(id).unwrap()))
        .collect()
}

#[test]
fn every_shipped_codebook_is_without_mistakes_and_bears_its_id() {
    for (id, source) in sources() {
        let codebook = Codebook::parse(id, source).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(codebook.id, id);
        assert_eq!(Codebook::embedded(id).unwrap().sha256(), codebook.sha256());
    }
}
