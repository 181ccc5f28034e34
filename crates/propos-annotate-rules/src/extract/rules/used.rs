//! Which verbs and quotations of a stretch have found their content.

/// Places of a short list that have been used; those of a long one have memory of their own.
#[derive(Debug, Default)]
pub(super) struct Used {
    first: u64,
    later: Vec<usize>,
}

impl Used {
    pub(super) fn has(&self, place: usize) -> bool {
        match u32::try_from(place)
            .ok()
            .and_then(|place| 1_u64.checked_shl(place))
        {
            Some(bit) => self.first & bit != 0,
            None => self.later.contains(&place),
        }
    }

    pub(super) fn mark(&mut self, place: usize) {
        match u32::try_from(place)
            .ok()
            .and_then(|place| 1_u64.checked_shl(place))
        {
            Some(bit) => self.first |= bit,
            None => self.later.push(place),
        }
    }
}
