//! Dates of PDF objects.

/// A date string (ISO 32000-2, 7.9.4) in ISO 8601, as far as it is given: `2010-02-10`,
/// `2010-02-10T12:30:00+01:00`. Nothing for what is not a date.
pub(super) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (stamp, zone) = text.split_at(digits);
    let part = |from: usize, to: usize, low: u32, high: u32| {
        let number: u32 = stamp.get(from..to)?.parse().ok()?;
        (low..=high).contains(&number).then_some(number)
    };
    let year = part(0, 4, 1, 9999)?;
    let mut iso = format!("{year:04}");
    let Some(month) = part(4, 6, 1, 12) else { return Some(iso) };
    iso.push_str(&format!("-{month:02}"));
    let Some(day) = part(6, 8, 1, 31) else { return Some(iso) };
    iso.push_str(&format!("-{day:02}"));
    let (Some(hour), Some(minute)) = (part(8, 10, 0, 23), part(10, 12, 0, 59)) else {
        return Some(iso);
    };
    let second = part(12, 14, 0, 59).unwrap_or(0);
    iso.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
    iso.push_str(&offset(zone));
    Some(iso)
}

/// The offset from UTC: `Z`, `+01'30'`, `+0130` or nothing.
fn offset(zone: &str) -> String {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    match (zone.chars().next(), digits.get(0..2)) {
        (Some('Z'), _) => "Z".to_owned(),
        (Some(sign @ ('+' | '-')), Some(hours)) => {
            format!("{sign}{hours}:{}", digits.get(2..4).unwrap_or("00"))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates() {
        for (given, expected) in [
            ("D:20100210123000+01'30'", Some("2010-02-10T12:30:00+01:30")),
            ("D:20100210123005Z", Some("2010-02-10T12:30:05Z")),
            ("D:20100210123005Z00'00'", Some("2010-02-10T12:30:05Z")),
            ("20100210", Some("2010-02-10")),
            ("D:201002", Some("2010-02")),
            ("D:2010", Some("2010")),
            ("D:20101399", Some("2010")),
            ("", None),
            ("yesterday", None),
        ] {
            assert_eq!(iso(given).as_deref(), expected, "{given}");
        }
    }
}
