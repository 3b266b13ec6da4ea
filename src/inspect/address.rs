//! Paths as relative addresses.

/// A path below the report as an address: only what is safe in every part of an address stands as it is.
pub(super) fn of(path: &[u8]) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(*byte));
            }
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_path_is_read_as_address() {
        let path = "a b/50%#1?.x:<\u{e9}".as_bytes();
        assert_eq!(super::of(path), "a%20b/50%25%231%3F.x%3A%3C%C3%A9");
    }
}
