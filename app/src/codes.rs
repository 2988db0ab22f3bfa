//! Text enums, and the human codes of households, sites and bookings.

use uuid::Uuid;

/// An enum kept in the database, in forms and in sentence keys by one snake-case code.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Serialize, serde::Deserialize)]
        #[sqlx(type_name = "text")]
        pub enum $name {
            $($(#[$variant_meta])* #[sqlx(rename = $code)] #[serde(rename = $code)] $variant),+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.code() == code)
            }
        }
    };
}

/// Several codes of one text enum in one column, space separated.
pub fn split_codes<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    text.split_whitespace().filter_map(parse).collect()
}

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `R-7K3M-9QXT`: eight letters (forty bits) of the id's random part, without
/// the letters that are misread. It carries no meaning and needs no counter.
pub fn human_code(prefix: char, id: Uuid) -> String {
    let bits = id.as_u128();
    let letter = |place: u32| LETTERS[(bits >> (place * 5) & 31) as usize] as char;
    let four = |start: u32| (start..start + 4).map(letter).collect::<String>();
    format!("{prefix}-{}-{}", four(0), four(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_readable_and_depends_on_the_random_part() {
        let id = Uuid::from_u128(0x1234_5678_9abc);
        assert_eq!(human_code('R', id), human_code('R', id));
        assert_eq!(human_code('F', Uuid::from_u128(0)), "F-0000-0000");
        assert_ne!(human_code('R', id), human_code('R', Uuid::from_u128(id.as_u128() + 1)));
    }
}
