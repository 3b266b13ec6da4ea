use super::*;
use std::io::Write;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

fn names(listing: &Listing) -> Vec<&str> {
    listing.members.iter().map(|member| member.name.as_str()).collect()
}

/// A ZIP archive of these members.
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A tar of these members, with whatever names.
fn taped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_entry_type(tar::EntryType::Regular);
        if name.len() < 100 {
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            builder.append(&header, *bytes).unwrap();
        } else {
            builder.append_data(&mut header, name, *bytes).unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn written(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn reason(unread: Option<Unread>) -> Option<&'static str> {
    unread.map(|unread| unread.told().0)
}

#[test]
fn members_are_listed_and_read_in_any_order() {
    let long = format!("{}/c.pdf", "long".repeat(40));
    let members: &[(&str, &[u8])] = &[
        ("b.pdf", b"one"),
        ("notes.txt", b"x"),
        ("../a.pdf", b"two"),
        (&long, &[7; 2000]),
        ("x/.d.pdf", b""),
        ("__MACOSX/b.pdf", b""),
        ("inner.tar.gz", b""),
        ("b.pdf", b"three"),
    ];
    let once = &members[..members.len() - 1];
    let archives = [
        ("a.zip", zipped(once), false),
        ("a.tar", taped(members), true),
        ("a.tgz", packed(&taped(members)), true),
        // What an archive is does not depend on its name.
        ("a.zip", packed(&taped(members)), true),
    ];
    for (name, bytes, has_twice) in archives {
        let (_folder, path) = written(name, &bytes);
        let listing = list(&path);
        let expected = ["b.pdf", "a.pdf", &long, "b (2).pdf"];
        assert_eq!(names(&listing), expected[..3 + usize::from(has_twice)], "{name}");
        let skipped = [("archive in an archive", 1), (".txt", 1), ("hidden", 2)];
        assert_eq!(listing.skipped, skipped.map(|(kind, count)| (kind.to_owned(), count)).into());
        let contents: [&[u8]; 4] = [b"one", b"two", &[7; 2000], b"three"];
        for at in [2, 0, 1, 1, 3] {
            if at < listing.members.len() {
                let inside = path.join(&listing.members[at].name);
                let (archive, member) = split(&inside).unwrap();
                assert_eq!(read(archive, &member, 5000).unwrap(), contents[at], "{name} {at}");
            }
        }
        assert!(matches!(read(&path, &long, 100), Err(Unread::TooLarge(2000))), "{name}");
        assert_eq!(reason(read(&path, "none.pdf", 9).err()), Some("unreadable"), "{name}");
        assert_eq!(read(&path, "b.pdf", 9).unwrap(), b"one", "{name}");
    }
}

#[test]
fn an_archive_that_was_replaced_is_read_anew() {
    let (_folder, path) = written("a.tar", &taped(&[("a.pdf", b"one")]));
    assert_eq!(read(&path, "a.pdf", 9).unwrap(), b"one");
    std::fs::write(&path, taped(&[("b.pdf", b"other"), ("a.pdf", b"two")])).unwrap();
    assert_eq!(read(&path, "a.pdf", 9).unwrap(), b"two");
}

#[test]
fn names_that_pax_gives_are_read() {
    let mut builder = tar::Builder::new(Vec::new());
    builder.append_pax_extensions([("path", "Müller/ä.pdf".as_bytes())]).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_size(3);
    builder.append_data(&mut header, "short.pdf", &b"one"[..]).unwrap();
    let (_folder, path) = written("a.tar", &builder.into_inner().unwrap());
    assert_eq!(names(&list(&path)), ["Müller/ä.pdf"]);
    assert_eq!(read(&path, "Müller/ä.pdf", 9).unwrap(), b"one");
}

#[test]
fn what_is_damaged_is_told_with_what_could_be_read() {
    let tape = taped(&[("a.pdf", &[1; 600]), ("b.pdf", &[2; 600])]);
    let noise: Vec<u8> =
        (0..20_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let gzip = packed(&taped(&[("a.pdf", &noise), ("b.pdf", &noise)]));
    let mut zip = zipped(&[("a.pdf", &[3; 600])]);
    let cases: [(&str, &[u8], &[&str]); 6] = [
        ("a.tar", &tape[..512 + 1024 + 100], &["a.pdf"]),
        ("a.tar", &tape[..512 + 300], &["a.pdf"]),
        ("a.tar", b"no archive at all", &[]),
        ("a.tar", &[b'x'; 4000], &[]),
        ("a.tgz", &gzip[..gzip.len() / 2], &["a.pdf"]),
        ("a.zip", &zip[..zip.len() - 10], &[]),
    ];
    for (name, bytes, members) in cases {
        let (_folder, path) = written(name, bytes);
        let listing = list(&path);
        assert_eq!(names(&listing), members, "{name}");
        assert_eq!(reason(listing.failure), Some("damaged-archive"), "{name}");
        assert_eq!(fault(&path).told().0, "damaged-archive", "{name}");
    }
    let at = zip.windows(5).position(|bytes| bytes == b"a.pdf").unwrap() + 5;
    zip[at + 2] ^= 0xFF;
    let (_folder, path) = written("a.zip", &zip);
    assert_eq!(names(&list(&path)), ["a.pdf"]);
    assert_eq!(reason(read(&path, "a.pdf", 5000).err()), Some("damaged-archive"));
    let (_folder, path) = written("a.zip", &zipped(&[("a.txt", b"")]));
    assert_eq!(fault(&path).told().0, "no-document");
}

#[test]
fn bombs_are_bounded() {
    let zeros = vec![0; 1 << 20];
    let members: &[(&str, &[u8])] = &[("a.pdf", &zeros), ("b.pdf", b"")];
    let small = Bounds { members: 10, ratio: 10, least: 1 << 16 };
    for (name, bytes) in [("a.zip", zipped(members)), ("a.tgz", packed(&taped(members)))] {
        let (_folder, path) = written(name, &bytes);
        assert_eq!(reason(list_within(&path, small).failure), Some("too-large"), "{name}");
        let few = Bounds { members: 1, ..Bounds::default() };
        let failure = list_within(&path, few).failure;
        assert_eq!(reason(failure), Some("too-many-members"), "{name}");
        assert_eq!(list(&path).members.len(), 2, "{name}");
    }
    // A name that stands for more bytes than any name has.
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(2 << 20);
    header.set_cksum();
    let (_folder, path) = written("a.tar", &[header.as_bytes(), &[b'x'; 2 << 20][..]].concat());
    assert_eq!(reason(list(&path).failure), Some("damaged-archive"));
}

#[test]
fn a_folder_that_is_called_like_an_archive_is_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("a.zip")).unwrap();
    assert_eq!(split(&folder.path().join("a.zip/b.pdf")), None);
}
