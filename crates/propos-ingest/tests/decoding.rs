//! What bytes are decoded to, and what is refused.

use encoding_rs::{Encoding as Coding, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use propos_ingest::{Decoded, Encoding, Fault, decode, decode_with};
use proptest::prelude::*;

fn codes(decoded: &Decoded) -> Vec<&str> {
    decoded.notes.iter().map(|note| note.code.as_str()).collect()
}

fn encode(coding: &'static Coding, text: &str) -> Vec<u8> {
    let (bytes, _, has_losses) = coding.encode(text);
    assert!(!has_losses, "{text:?} cannot be written in {}", coding.name());
    bytes.into_owned()
}

fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn utf8_is_taken_as_it_is_without_notes() {
    for text in [
        "",
        "Il pleut.",
        "l’e\u{301}te\u{301}\r\n\u{feff}🎉",
        "a\0b",
        "\u{202e}لن",
    ] {
        let decoded = decode(text.as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "UTF-8"));
        assert!(decoded.notes.is_empty());
    }
}

#[test]
fn a_byte_order_mark_is_dropped_once_and_noted() {
    let decoded = decode("\u{feff}\u{feff}Oui.".as_bytes()).unwrap();
    assert_eq!(decoded.text, "\u{feff}Oui.");
    assert_eq!(codes(&decoded), ["byte_order_mark"]);
}

#[test]
fn utf16_is_read_by_its_mark_or_by_its_zero_bytes() {
    let text = "« L’été fut long », dit-elle. 🎉";
    let marked = format!("\u{feff}{text}");
    for (bytes, encoding, code) in [
        (utf16(&marked, u16::to_le_bytes), "UTF-16LE", "byte_order_mark"),
        (utf16(&marked, u16::to_be_bytes), "UTF-16BE", "byte_order_mark"),
        (utf16(text, u16::to_le_bytes), "UTF-16LE", "decoded"),
        (utf16(text, u16::to_be_bytes), "UTF-16BE", "decoded"),
    ] {
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        assert_eq!(codes(&decoded), [code]);
    }
}

#[test]
fn windows_1252_of_western_languages_is_recognised() {
    for text in [
        "Café",
        "« Nous agirons », a dit M. Durand à l’été. À Paris, rien.",
        "« Il a changé\u{a0}», dit-elle, « et c’était l’été\u{a0}»",
        "L’École où naît l’œuvre coûte 5\u{a0}€ — déjà…",
        "El niño comió mañana, ¿sí? ¡Año!",
        "Die Brüder grüßen „schön“ und Österreich. MÜNCHEN",
        "O João não está em SÃO PAULO, às três.",
        "It’s “quoted” — yes",
        "‘It’s naïve’",
        "È più facile così, perché è città.",
        "Ça coûte 3\u{a0}000\u{a0}m² à 12\u{a0}°C, §\u{a0}4, n°\u{a0}5 ©",
    ] {
        let decoded =
            decode(&encode(WINDOWS_1252, text)).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "windows-1252"));
        assert_eq!(codes(&decoded), ["decoded"]);
    }
}

#[test]
fn bytes_that_are_neither_name_the_first_wrong_byte() {
    for (bytes, expected) in [
        (&b"Bonjour \xff monde"[..], 8),
        (b"abc \xff\xfe def", 4),
        (b"\xc3\x28 ok", 0),
        (b"bad \xc3 end", 4),
        (b"caf\xc3", 3),
        (b"\x80\x81\x82", 0),
        // "déjà vu, été ", then one byte of Latin-1: mostly UTF-8.
        (b"d\xc3\xa9j\xc3\xa0 vu, \xc3\xa9t\xc3\xa9 \xe9 fin", 17),
    ] {
        match decode(bytes).map_err(|error| error.fault) {
            Err(Fault::InvalidEncoding { offset, .. }) => assert_eq!(offset, expected, "{bytes:?}"),
            other => panic!("{bytes:?}: {other:?}"),
        }
    }
}

#[test]
fn another_alphabet_is_named_and_not_guessed() {
    for (coding, text) in [
        (WINDOWS_1251, "Президент сказал, что подпишет договор"),
        (WINDOWS_1250, "Zażółć gęślą jaźń, powiedział minister"),
        (SHIFT_JIS, "総理は署名しないと述べた"),
        (GBK, "总统说他不会签署这项协议"),
    ] {
        let bytes = encode(coding, text);
        match decode(&bytes).map_err(|error| error.fault) {
            Err(Fault::InvalidEncoding { guess, .. }) => assert_eq!(guess, Some(coding.name()), "{text}"),
            other => panic!("{text}: {other:?}"),
        }
        let named: Encoding = coding.name().parse().unwrap();
        assert_eq!(decode_with(&bytes, Some(named)).unwrap().text, text);
    }
}

#[test]
fn files_that_are_not_text_are_named_for_what_they_are() {
    for (bytes, word) in [
        (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"[..], "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (&[0; 64], "binary"),
        (b"\x01\x02\x00\x03\x04\x05\xff\xfe\x00\x00\x00\x81", "binary"),
    ] {
        let error = decode(bytes).unwrap_err();
        assert!(
            matches!(error.fault, Fault::Binary { .. }),
            "{bytes:?}: {error:?}"
        );
        assert!(
            error.fault.to_string().contains(word),
            "{bytes:?}: {}",
            error.fault
        );
    }
}

#[test]
fn an_encoding_that_was_named_is_kept_to() {
    let latin: Encoding = "latin1".parse().unwrap();
    assert_eq!(decode_with(b"\xff\xfe", Some(latin)).unwrap().text, "ÿþ");
    let utf8: Encoding = "utf8".parse().unwrap();
    let error = decode_with(b"caf\xe9", Some(utf8)).unwrap_err();
    assert!(matches!(error.fault, Fault::InvalidEncoding { offset: 3, .. }));
    let utf16: Encoding = "utf-16le".parse().unwrap();
    assert!(matches!(
        decode_with(b"\x00\xd8x", Some(utf16)).unwrap_err().fault,
        Fault::NotInEncoding { encoding: "UTF-16LE" }
    ));
    assert!("klingon".parse::<Encoding>().is_err());
}

proptest! {
    #[test]
    fn any_bytes_give_a_text_or_an_error_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(&bytes) {
            // Windows-1252 keeps one character a byte; UTF-16 and UTF-8 lose only their mark.
            prop_assert!(!decoded.text.is_empty() || bytes.len() <= 3);
        }
    }

    #[test]
    fn any_utf8_text_comes_back_character_for_character(text in "[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{feff}]{0,80}") {
        // No control characters: too many of them are binary data. No leading signature of another kind of
        // file.
        prop_assume!(!text.starts_with('%') && !text.starts_with(['P', 'G', 'B', '{', '7']));
        prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text);
    }
}
