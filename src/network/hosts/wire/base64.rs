//! Base64 (RFC 4648).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of some bytes.
pub(in super::super) fn base64(data: &[u8]) -> String {
    let mut text = String::new();
    for group in data.chunks(3) {
        let bits = group.iter().enumerate().fold(0_u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            text.push(if i <= group.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// The bytes of a text, also of the alphabet for addresses; `None` if it has other characters.
pub(in super::super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut data, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let byte = match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        bits = bits << 6 | DIGITS.iter().position(|digit| *digit == byte)? as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            data.push((bits >> count & 0xff) as u8);
        }
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::{base64, from_base64};

    #[test]
    fn texts_and_bytes_are_those_of_the_standard() {
        for (data, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(data.as_bytes()), text);
            assert_eq!(from_base64(text).as_deref(), Some(data.as_bytes()));
        }
        assert_eq!(from_base64("a b"), None);
    }
}
