//! XMP packets: RDF in XML (ISO 32000-2, 14.3.2; ISO 16684-1).

use super::model::Xmp;
use super::string::text_string;
use crate::lexicon::identifier;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Largest packet that is read, in bytes; larger ones carry editing histories or thumbnails.
const SIZE_LIMIT: usize = 4 << 20;

/// Values of one property that are kept at most.
const VALUE_LIMIT: usize = 1_000;

/// Reads the properties of a packet that say something about the publication. What comes before a
/// fault in the XML counts.
pub(super) fn parse(packet: &[u8]) -> Xmp {
    let mut xmp = Xmp::default();
    if packet.len() > SIZE_LIMIT {
        return xmp;
    }
    let text = decode(packet);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    // The property is the element below rdf:Description, whatever is inside it.
    let mut path: Vec<String> = Vec::new();
    let mut value = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                attributes(&element, &mut xmp);
                value.clear();
                path.push(element.name().as_ref().to_ascii_lowercase());
            }
            Ok(Event::Empty(element)) => attributes(&element, &mut xmp),
            Ok(Event::Text(text)) => value.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => value.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => value.extend(resolved(&reference)),
            Ok(Event::End(_)) => {
                if let Some(property) = property(&path) {
                    set(&mut xmp, property, &value);
                }
                value.clear();
                path.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    xmp
}

/// A packet as text: UTF-8, or UTF-16 with its mark.
fn decode(packet: &[u8]) -> String {
    match packet {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => text_string(packet),
        _ => String::from_utf8_lossy(packet).into_owned(),
    }
}

/// The innermost element that is not one of RDF's own.
fn property(path: &[String]) -> Option<&str> {
    path.iter().rev().map(String::as_str).find(|name| !name.starts_with("rdf:"))
}

/// Properties written as attributes of `rdf:Description`.
fn attributes(element: &BytesStart<'_>, xmp: &mut Xmp) {
    if element.name().as_ref().eq_ignore_ascii_case("rdf:Description") {
        for attribute in element.attributes().flatten() {
            if let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
                set(xmp, &attribute.key.as_ref().to_ascii_lowercase(), &value);
            }
        }
    }
}

/// The character that a reference stands for; XMP has only those of XML itself.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn set(xmp: &mut Xmp, property: &str, value: &str) {
    // Some programs escape characters twice.
    let value = unescape(value).unwrap_or(value.into());
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return;
    }
    match property {
        "dc:title" => first(&mut xmp.title, value),
        "dc:creator" => add(&mut xmp.authors, value),
        "dc:subject" | "pdf:keywords" => add(&mut xmp.keywords, value),
        "prism:doi" | "crossmark:doi" | "pdfx:doi" | "pdfx:wps-articledoi" | "dc:identifier" => {
            if let Some(doi) = identifier::doi_in(&value, 0) {
                first(&mut xmp.doi, value[doi].to_owned());
            }
        }
        "prism:publicationname" => first(&mut xmp.journal, value),
        "prism:issn" | "prism:eissn" => add(&mut xmp.issn, value),
        "prism:volume" => first(&mut xmp.volume, value),
        "prism:number" => first(&mut xmp.issue, value),
        "prism:startingpage" | "prism:pagerange" => first(&mut xmp.page, value),
        "prism:coverdate" | "prism:publicationdate" | "dc:date" => add(&mut xmp.dates, value),
        "dc:rights" | "xmprights:webstatement" | "cc:license" | "prism:copyright" => {
            add(&mut xmp.rights, value);
        }
        "dc:publisher" => first(&mut xmp.publisher, value),
        "dc:language" => first(&mut xmp.language, value),
        _ => {}
    }
}

fn first(slot: &mut Option<String>, value: String) {
    slot.get_or_insert(value);
}

fn add(list: &mut Vec<String>, value: String) {
    if list.len() < VALUE_LIMIT && !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet() {
        let xmp = parse(
            br#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
            <rdf:Description rdf:about="" prism:volume="12" prism:issn="1234-5678">
              <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Salt &amp; water: a &#x3B1;-test</rdf:li></rdf:Alt></dc:title>
              <dc:creator><rdf:Seq><rdf:li>A. Author</rdf:li><rdf:li>B. Author</rdf:li></rdf:Seq></dc:creator>
              <dc:identifier>doi:10.1000/182</dc:identifier>
              <prism:publicationName>Journal of Examples</prism:publicationName>
              <prism:startingPage>7</prism:startingPage>
              <pdf:Keywords>salt; water</pdf:Keywords>
            </rdf:Description></rdf:RDF></x:xmpmeta>"#,
        );
        assert_eq!(xmp.title.as_deref(), Some("Salt & water: a α-test"));
        assert_eq!(xmp.authors, ["A. Author", "B. Author"]);
        assert_eq!(xmp.doi.as_deref(), Some("10.1000/182"));
        assert_eq!(xmp.journal.as_deref(), Some("Journal of Examples"));
        assert_eq!(xmp.volume.as_deref(), Some("12"));
        assert_eq!(xmp.issn, ["1234-5678"]);
        assert_eq!(xmp.page.as_deref(), Some("7"));
        assert_eq!(xmp.keywords, ["salt; water"]);
    }

    #[test]
    fn a_broken_packet_counts_up_to_the_fault() {
        let xmp = parse(b"<rdf:Description><dc:publisher>Press</dc:publisher><dc:title><");
        assert_eq!(xmp.publisher.as_deref(), Some("Press"));
        assert_eq!(xmp.title, None);
    }
}
