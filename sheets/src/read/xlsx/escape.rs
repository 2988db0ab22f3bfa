//! The way XLSX writes characters that XML cannot hold: `_x000D_`.

/// The text with its `_xHHHH_` put back to what they stand for.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(char) = rest.chars().next() {
        if let Some(unit) = escape_at(rest) {
            units.push(unit);
            rest = &rest[7..];
        } else {
            units.extend_from_slice(char.encode_utf16(&mut [0; 2]));
            rest = &rest[char.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units)
}

fn escape_at(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    let all_hex = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    (closed && all_hex).then(|| u16::from_str_radix(hex, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_nothing_else() {
        let cases = [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{fffd}"),
            ("_x00", "_x00"),
            ("_x00é_", "_x00é_"),
            ("_x+0D0_", "_x+0D0_"),
            ("__x000A_é", "_\né"),
            ("plain", "plain"),
        ];
        for (written, meant) in cases {
            assert_eq!(unescaped(written.to_owned()), meant);
        }
    }
}
