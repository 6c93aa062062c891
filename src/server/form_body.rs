//! A form's body, read more strictly than by the usual decoders.

/// Names and values, in the order of the form.
pub(super) type Fields = Vec<(String, String)>;

/// `application/x-www-form-urlencoded` (WHATWG URL §5.1), but strict where the usual decoders put U+FFFD: `None` for
/// bytes that are not UTF-8, and for NUL, which PostgreSQL cannot keep.
pub(super) fn decode(bytes: &[u8]) -> Option<Fields> {
    bytes
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(decode_pair)
        .collect()
}

fn decode_pair(pair: &[u8]) -> Option<(String, String)> {
    let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
    Some((
        decode_text(&pair[..at])?,
        decode_text(pair.get(at + 1..).unwrap_or_default())?,
    ))
}

fn decode_text(raw: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = raw
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let text = percent_encoding::percent_decode(&spaced)
        .decode_utf8()
        .ok()?
        .into_owned();
    (!text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_text_or_nothing() {
        let fields = decode(b"title=Sl%C3%B6w+jam&empty=&bare&&a=b=c").unwrap();
        let expected = [("title", "Slöw jam"), ("empty", ""), ("bare", ""), ("a", "b=c")];
        assert_eq!(
            fields,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(decode(b"title=%ff%fe"), None);
        assert_eq!(decode(b"title=a%00b"), None);
    }
}
