//! Brings BER into DER (X.690), as far as the rest asks for it: lengths that are given, in their shortest form, and octet
//! strings in one piece. What is DER already stays as it is, so no byte that was signed changes by it: what is signed is the
//! DER of the attributes, whichever form they have in the message (RFC 5652, 5.4).

use super::unsound::Unsound;
use crate::language::say;

/// Deeper than any signature is nested.
const DEEPEST: usize = 64;
/// A tag whose contents are values.
const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;

/// A value, and the number of bytes that it took.
pub(super) fn to_der(bytes: &[u8]) -> Result<(Vec<u8>, usize), Unsound> {
    let mut reader = BerReader { rest: bytes };
    let value = reader.value(0)?;
    Ok((value.to_der(), bytes.len() - reader.rest.len()))
}

struct BerValue<'a> {
    tag: &'a [u8],
    content: Vec<u8>,
}

impl BerValue<'_> {
    fn to_der(&self) -> Vec<u8> {
        let length = self.content.len();
        let digits = length.to_be_bytes();
        let digits = &digits[digits.iter().take_while(|byte| **byte == 0).count()..];
        let length = match u8::try_from(length) {
            Ok(short @ 0..0x80) => vec![short],
            _ => [&[0x80 | digits.len() as u8], digits].concat(),
        };
        [self.tag, &length, &self.content].concat()
    }
}

/// What is left to read.
struct BerReader<'a> {
    rest: &'a [u8],
}

impl<'a> BerReader<'a> {
    fn value(&mut self, depth: usize) -> Result<BerValue<'a>, Unsound> {
        if depth > DEEPEST {
            return Err(Unsound::Encoding(say!("encoding.nested")));
        }
        let tag = self.tag()?;
        let is_constructed = tag[0] & CONSTRUCTED != 0;
        let content = match self.length()? {
            Some(length) if is_constructed => {
                let mut inside = BerReader { rest: self.take(length)? };
                inside.values(tag, depth, |inside| inside.rest.is_empty())?
            }
            Some(length) => self.take(length)?.to_vec(),
            None if is_constructed => {
                let content = self.values(tag, depth, |inside| inside.rest.starts_with(&[0, 0]))?;
                self.take(2)?;
                content
            }
            None => return Err(Unsound::Encoding(say!("encoding.no-length"))),
        };
        // A string in pieces is what its pieces hold.
        let tag = if tag == [OCTET_STRING | CONSTRUCTED] { &[OCTET_STRING] } else { tag };
        Ok(BerValue { tag, content })
    }

    /// Those inside a value, up to its end.
    fn values(&mut self, tag: &[u8], depth: usize, is_end: impl Fn(&Self) -> bool) -> Result<Vec<u8>, Unsound> {
        let mut content = Vec::new();
        while !is_end(self) {
            let value = self.value(depth + 1)?;
            if tag != [OCTET_STRING | CONSTRUCTED] {
                content.extend(value.to_der());
            } else if value.tag == [OCTET_STRING] {
                content.extend(value.content);
            } else {
                return Err(Unsound::Encoding(say!("encoding.pieces")));
            }
        }
        Ok(content)
    }

    fn tag(&mut self) -> Result<&'a [u8], Unsound> {
        const LONG: u8 = 0x1f;
        let all = self.rest;
        let mut length = 1;
        if self.take(1)?[0] & LONG == LONG {
            while self.take(1)?[0] & 0x80 != 0 {
                length += 1;
            }
            length += 1;
        }
        Ok(&all[..length])
    }

    /// None where the contents go on up to a mark of their end.
    fn length(&mut self) -> Result<Option<usize>, Unsound> {
        match self.take(1)?[0] {
            0x80 => Ok(None),
            short @ 0..0x80 => Ok(Some(short.into())),
            long => {
                let digits = self.take(usize::from(long & 0x7f))?;
                let read =
                    digits.iter().try_fold(0_usize, |all, byte| Some(all.checked_mul(256)? + usize::from(*byte)));
                read.map(Some).ok_or_else(|| Unsound::Encoding(say!("encoding.length")))
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Unsound> {
        let (taken, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| Unsound::Encoding(say!("encoding.cut-off")))?;
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<u8>, String> {
        to_der(bytes).map(|(der, _)| der).map_err(|error| error.to_string())
    }

    #[test]
    fn each_liberty_of_ber_has_its_form_in_der() {
        for (ber, der) in [
            // A length in more bytes than it needs.
            (&[4, 0x82, 0, 1, 9][..], &[4, 1, 9][..]),
            // Up to an end that is marked, inside another such.
            (&[0x30, 0x80, 0x30, 0x80, 5, 0, 0, 0, 0, 0], &[0x30, 4, 0x30, 2, 5, 0]),
            // A string in pieces, one of them in pieces itself.
            (&[0x24, 0x80, 4, 1, 1, 0x24, 3, 4, 1, 2, 0, 0], &[4, 2, 1, 2]),
            // A tag of several bytes.
            (&[0xbf, 0x81, 0x01, 0x80, 5, 0, 0, 0], &[0xbf, 0x81, 0x01, 2, 5, 0]),
        ] {
            assert_eq!(read(ber).as_deref(), Ok(der), "{ber:x?}");
            assert_eq!(read(der).as_deref(), Ok(der), "what is DER stays as it is");
        }
    }

    #[test]
    fn what_is_broken_is_told() {
        let deep = [[0x30, 0x80]; 1000].concat();
        for (ber, said) in [
            (&[][..], "cut off"),
            (&[0x30, 0x80, 5, 0], "cut off"),
            (&[4, 0x80, 0, 0], "a length is missing"),
            (&[0x24, 3, 2, 1, 1], "other pieces than strings"),
            (&[4, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], "too large"),
            (&[0x1f, 0xff], "cut off"),
            (&deep, "nested too deep"),
        ] {
            let read = read(ber);
            assert!(read.as_ref().is_err_and(|error| error.contains(said)), "{ber:x?}: {read:?}");
        }
    }
}
