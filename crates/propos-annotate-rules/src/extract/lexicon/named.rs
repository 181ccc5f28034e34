//! Kinds of words by the names that they have in the data files.

/// Defines an enum with names in data files.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$value_meta:meta])* $value:ident => $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$value_meta])* $value),+ }

        impl $name {
            const NAMES: &'static [(&'static str, Self)] = &[$(($text, Self::$value)),+];

            /// How many there are.
            pub(super) const COUNT: usize = Self::NAMES.len();

            /// The value of a name in a data file.
            pub(super) fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(text, _)| *text == name).map(|(_, value)| *value)
            }
        }
    };
}

/// Defines an enum with names in data files and a set of its values.
macro_rules! named_set {
    ($(#[$meta:meta])* $name:ident, $set:ident, $bits:ty { $($values:tt)+ }) => {
        named! { $(#[$meta])* $name { $($values)+ } }

        const _: () = assert!($name::COUNT <= <$bits>::BITS as usize, "there are more values than bits");

        /// A set of them.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) struct $set($bits);

        impl $set {
            /// Whether a value is in the set.
            pub(crate) const fn has(self, value: $name) -> bool {
                self.0 & (1 << value as u32) != 0
            }

            /// Puts a value in.
            pub(super) fn insert(&mut self, value: $name) {
                self.0 |= 1 << value as u32;
            }

        }
    };
}
