//! Attachments: types, sizes, names and metadata.

use guitai::json::Json;
use guitai::problem::Problem::{self, *};
use guitai::value::attachment::{
    Attachment, Limits, Media, check, clean_name, decode, encode, inspect, recognise, sha256_hex,
};
use proptest::prelude::*;

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF";
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR";
const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8 ";
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0";

fn inspect_with_limits(name: &str, bytes: &[u8]) -> Result<Media, Problem> {
    inspect(name, bytes, &Limits { files: 5, each_bytes: 2000, total_bytes: 4000 })
}

#[test]
fn has_the_documented_default_limits() {
    let mega = 1024 * 1024;
    assert_eq!(Limits::default(), Limits { files: 5, each_bytes: 5 * mega, total_bytes: 10 * mega });
}

#[test]
fn detects_types_by_their_first_bytes() {
    let junk_before = [b"\xEF\xBB\xBF junk\n".as_slice(), PDF].concat();
    let too_late = [vec![b' '; 1025], PDF.to_vec()].concat();
    let cases: [(&str, &[u8], Result<Media, Problem>); 22] = [
        ("診斷證明.pdf", PDF, Ok(Media::Pdf)),
        ("診斷證明.PDF", PDF, Ok(Media::Pdf)),
        ("診斷證明", PDF, Ok(Media::Pdf)),
        ("王小明.診斷證明", PDF, Ok(Media::Pdf)),
        ("a.pdf", &junk_before, Ok(Media::Pdf)),
        ("a.pdf", &too_late, Err(FileType)),
        ("IMG_1.JPG", JPEG, Ok(Media::Jpeg)),
        ("a.jpeg", JPEG, Ok(Media::Jpeg)),
        ("a.png", PNG, Ok(Media::Png)),
        ("a.webp", WEBP, Ok(Media::Webp)),
        ("IMG_1.HEIC", HEIC, Err(FileHeic)),
        ("IMG_1.jpg", HEIC, Err(FileHeic)),
        ("a.pdf", PNG, Err(FileExtension { actual: "PNG" })),
        ("a.jpg", WEBP, Err(FileExtension { actual: "WebP" })),
        ("a.docx", b"PK\x03\x04", Err(FileType)),
        ("a.pdf", b"<html>", Err(FileType)),
        ("a.jpg", b"\xFF\xD8", Err(FileType)),
        ("a.webp", b"RIFF\x24\0\0\0WAVEfmt ", Err(FileType)),
        ("a.webp", b"RIFX\x24\0\0\0WEBPVP8 ", Err(FileType)),
        ("a.mp4", b"\0\0\0\x18ftypisom", Err(FileType)),
        ("a.heic", b"\0\0\0\x18freeheic", Err(FileType)),
        ("a.pdf", b"", Err(FileEmpty)),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(inspect_with_limits(name, bytes), expected, "{name}");
    }
}

#[test]
fn enforces_the_exact_size_limit() {
    let of = |size: usize| [PDF.to_vec(), vec![b' '; size - PDF.len()]].concat();
    assert_eq!(inspect_with_limits("a.pdf", &of(2000)), Ok(Media::Pdf));
    assert_eq!(inspect_with_limits("a.pdf", &of(2001)), Err(FileTooLarge { max: 2000 }));
}

#[test]
fn refuses_a_pdf_with_a_password() {
    let locked =
        b"%PDF-1.7\n1 0 obj<<>>stream\nabc\nendstream\nendobj\ntrailer<</Root 1 0 R /Encrypt 2 0 R>>";
    assert_eq!(inspect_with_limits("a.pdf", locked), Err(FileEncrypted));
    let limits = Limits::default();
    assert_eq!(recognise("a.pdf", locked, &limits), Ok(Media::Pdf));
    assert_eq!(recognise("a.png", locked, &limits), Err(FileExtension { actual: "PDF" }));
    // The same bytes in a file of another type have no meaning.
    assert_eq!(inspect_with_limits("a.jpg", &[JPEG, locked].concat()), Ok(Media::Jpeg));
}

#[test]
fn cleans_file_names() {
    let long = ["王".repeat(100), ".pdf".to_owned()].concat();
    let cut = ["王".repeat(83), ".pdf".to_owned()].concat();
    // After shortening to 255 bytes, the names end in an extension preceded by a space.
    let [uncovered, bare] = [" .pé", ".p"].map(|end| ["a".repeat(252), end.to_owned()].concat());
    let cases = [
        ("診斷證明.pdf", "診斷證明.pdf"),
        ("C:\\fakepath\\診斷證明.pdf", "診斷證明.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u{202E}fdp.exe", "afdp.exe"),
        ("a\0\n.pdf", "a.pdf"),
        (" a.pdf ", "a.pdf"),
        ("", "file"),
        ("..", "file"),
        ("a/", "file"),
        (".pdf", ".pdf"),
        (&long, &cut),
        (&uncovered, &bare),
    ];
    for (name, expected) in cases {
        assert_eq!(clean_name(name), expected, "{name:?}");
        assert_eq!(clean_name(expected), expected);
    }
}

fn attachment() -> Attachment {
    Attachment {
        id: "0193b2a0-0000-7000-8000-000000000001".to_owned(),
        answer: "evidence".to_owned(),
        name: "診斷證明.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: PDF.len() as u64,
        sha256: sha256_hex(PDF),
        content: Some(encode(PDF)),
        href: None,
    }
}

/// Checks a valid file after a change.
fn check_changed(change: impl FnOnce(&mut Attachment)) -> Result<(), Problem> {
    let mut file = attachment();
    change(&mut file);
    check(&file, &Media::ALL, &Limits::default())
}

#[test]
fn checks_metadata_against_the_content() {
    assert_eq!(check_changed(|_| {}), Ok(()));
    assert_eq!(check_changed(|file| file.name = "a/b.pdf".to_owned()), Err(FileName));
    assert_eq!(
        check_changed(|file| file.name = "診斷證明.png".to_owned()),
        Err(FileExtension { actual: "PDF" })
    );
    assert_eq!(check_changed(|file| file.media_type = "text/html".to_owned()), Err(FileType));
    assert_eq!(check_changed(|file| file.media_type = "image/png".to_owned()), Err(FileMediaType));
    assert_eq!(check_changed(|file| file.size += 1), Err(FileSize));
    assert_eq!(check_changed(|file| file.size = 0), Err(FileEmpty));
    assert_eq!(check_changed(|file| file.size = u64::MAX), Err(FileTooLarge { max: 5 * 1024 * 1024 }));
    assert_eq!(check_changed(|file| file.sha256 = "0".repeat(64)), Err(FileDigest));
    assert_eq!(check_changed(|file| file.sha256 = file.sha256.to_uppercase()), Err(FileDigest));
    assert_eq!(check_changed(|file| file.content = None), Err(FileContent));
    assert_eq!(check_changed(|file| file.content = Some("%%%%".to_owned())), Err(FileEncoding));
    assert_eq!(
        check_changed(|file| file.content = file.content.take().map(|text| text + "\n")),
        Err(FileEncoding)
    );
    assert_eq!(
        check_changed(|file| file.href = Some("https://portal.example/f/1".to_owned())),
        Err(FileContent)
    );
    let uploaded = |file: &mut Attachment| {
        file.content = None;
        file.href = Some("https://portal.example/f/1".to_owned());
    };
    assert_eq!(check_changed(uploaded), Ok(()));
    assert_eq!(
        check_changed(|file| {
            uploaded(file);
            file.sha256.clear();
        }),
        Err(FileDigest)
    );
    assert_eq!(
        check_changed(|file| {
            uploaded(file);
            file.href = Some(String::new());
        }),
        Err(FileContent)
    );
    let only_png = check(&attachment(), &[Media::Png], &Limits::default());
    assert_eq!(only_png, Err(SignatureType));
}

#[test]
fn parses_its_json() {
    let file = attachment();
    let Attachment { id, answer, name, media_type, size, sha256, content, .. } = file.clone();
    let content = content.unwrap();
    let text = format!(
        r#"{{"id":"{id}","answer":"{answer}","name":"{name}","media_type":"{media_type}","size":{size},"sha256":"{sha256}","content":"{content}"}}"#
    );
    assert_eq!(Attachment::from_json(&Json::read(&text).unwrap()), Some(file));
    let broken = [
        text.replace("\"answer\"", "\"question\""),
        text.replace("\"evidence\"", "1"),
        text.replace(&format!("\"size\":{}", PDF.len()), "\"size\":-1"),
        text.replace("{\"id\"", "{\"href\":1,\"id\""),
        text.replace("{\"id\"", "{\"url\":\"\",\"id\""),
        "[]".to_owned(),
    ];
    for text in broken {
        assert_eq!(Attachment::from_json(&Json::read(&text).unwrap()), None, "{text}");
    }
}

#[test]
fn hashes_and_encodes() {
    assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(encode(b"foobar!"), "Zm9vYmFyIQ==");
    assert_eq!(decode("Zm9vYmFyIQ=="), Ok(b"foobar!".to_vec()));
    for wrong in ["Zm9vYmFyIQ", "Zm9vYmFyIQ=", "Zm9v YmFy", "Zm9v\r\nYmFy", "Zm-_", "Zm9vYmFyIR=="] {
        assert_eq!(decode(wrong), Err(FileEncoding), "{wrong}");
    }
}

proptest! {
    #[test]
    fn never_panics(name in any::<String>(), head in "%PDF-|RIFF|\\PC{0,4}", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let bytes = [head.into_bytes(), bytes].concat();
        let _ = inspect_with_limits(&name, &bytes);
        prop_assert_eq!(decode(&encode(&bytes)), Ok(bytes));
        let _ = decode(&name);
        let clean = clean_name(&name);
        prop_assert_eq!(clean_name(&clean), clean);
    }

    #[test]
    fn names_fit_a_file_system(name in "[./\\\\ 王a\u{301}\u{202E}]{0,300}\\.(pdf|jpeg|pages)?") {
        let clean = clean_name(&name);
        let holds = !clean.is_empty() && clean.len() <= 255 && !clean.contains(['/', '\\', '\u{202E}']);
        prop_assert!(holds, "{:?}", clean);
        prop_assert_eq!(clean_name(&clean), clean);
    }
}
