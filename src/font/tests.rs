//! What the bundled fonts and the measuring of text promise.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::metrics::{Metrics, UNITS_PER_EM};
use super::runs::{Run, estimate, runs};
use super::shape::Shaper;
use super::{Face, Measure, missing};

const FACES: [Face; 3] = [Face::Regular, Face::SemiBold, Face::Mono];

/// Each within one script, so that the shaper takes it whole.
const TEXTS: [&str; 8] = [
    "200 @alice (stale-while-revalidate, AVATAR To Wa)",
    "GET /users/42?fields=name HTTP/1.1",
    "office fluffy affine -> <= != =>",
    "“It’s fresh” — 5×3 … ✓ ✗ →",
    "TVs, LTE, Yo. P.A. r. f) \"x\" 'y' {k}[v] 10:30",
    "Ünïcödé façade Žluťoučký ÁVÂTÀR",
    "(Привет, ГУТ), 1 Тоска",
    "  two  spaces, A V  T o ",
];

fn embedded(face: Face) -> Vec<char> {
    ('\0'..='\u{FFFF}').filter(|&character| face.embedded_covers(character)).collect()
}

fn shaped(face: Face, text: &str) -> i32 {
    Shaper::open(face).unwrap().width(text)
}

#[test]
fn the_tables_agree_with_the_fonts() {
    for face in FACES {
        let font = FontRef::new(face.ttf()).unwrap();
        let wanted = font.metrics(Size::unscaled(), LocationRef::default());
        let found = Metrics::of(face);
        assert_eq!(f64::from(wanted.units_per_em), UNITS_PER_EM);
        assert_eq!((wanted.ascent, wanted.descent), (f32::from(found.ascent), f32::from(found.descent)));
        assert_eq!(wanted.leading, f32::from(found.line_gap));
        assert!((' '..='~').all(|character| face.embedded_covers(character)));
        assert!(embedded(face).into_iter().all(|character| font.charmap().map(character).is_some()));
    }
}

#[test]
fn the_fonts_bear_names_of_their_own() {
    use skrifa::string::StringId;
    for face in FACES {
        let font = FontRef::new(face.ttf()).unwrap();
        let name = font.localized_strings(StringId::TYPOGRAPHIC_FAMILY_NAME).english_or_first().unwrap();
        assert_eq!(name.to_string(), face.family());
        assert_eq!(font.attributes().weight.value(), f32::from(face.weight()));
    }
}

#[test]
fn the_embedded_fonts_are_small() {
    let base64: usize = FACES.iter().map(|face| face.woff2().len().div_ceil(3) * 4).sum();
    assert!(base64 <= 25_000, "{base64} bytes");
    assert!(FACES.iter().all(|face| face.ttf().len() < 150_000));
}

#[test]
fn every_pair_is_as_wide_as_the_shaper_says() {
    for face in FACES {
        let mut shaper = Shaper::open(face).unwrap();
        let characters = embedded(face);
        for &left in &characters {
            for &right in &characters {
                let pair = String::from_iter([left, right]);
                assert_eq!(Metrics::of(face).width(&pair), Some(shaper.width(&pair)), "{face:?} {pair:?}");
            }
        }
    }
}

#[test]
fn long_texts_are_as_wide_as_the_shaper_says() {
    let mut state = 1_u32;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for face in FACES {
        let mut shaper = Shaper::open(face).unwrap();
        let characters = embedded(face);
        for _ in 0..2_000 {
            let length = 3 + draw(20);
            let text: String = (0..length).map(|_| characters[draw(characters.len())]).collect();
            assert_eq!(Metrics::of(face).width(&text), Some(shaper.width(&text)), "{face:?} {text:?}");
        }
    }
}

#[test]
fn the_sum_over_words_is_the_width_of_the_whole() {
    let mut measure = Measure::new();
    for face in FACES {
        for text in TEXTS {
            let whole = f64::from(shaped(face, text)) * 14.0 / UNITS_PER_EM;
            assert_eq!(measure.width(text, face, 14.0), whole, "{face:?} {text:?}");
            let words: f64 = text.split_inclusive(' ').map(|word| measure.width(word, face, 14.0)).sum();
            assert!((words - whole).abs() < 1e-9, "{face:?} {text:?}");
        }
    }
}

#[test]
fn no_character_is_kerned_with_a_space_before_it() {
    for face in [Face::Regular, Face::SemiBold] {
        let mut shaper = Shaper::open(face).unwrap();
        let space = shaper.width(" ");
        for code in ('\u{21}'..'\u{2800}').filter(|&character| face.covers(character)) {
            let apart = space + shaper.width(&code.to_string());
            assert_eq!(shaper.width(&format!(" {code}")), apart, "{face:?} {code:?}");
        }
    }
}

#[test]
fn kerning_is_applied() {
    let mut measure = Measure::new();
    for face in [Face::Regular, Face::SemiBold] {
        for (left, right) in [("A", "V"), ("T", "o"), ("Á", "V"), ("Т", "о")] {
            let apart = measure.width(left, face, 100.0) + measure.width(right, face, 100.0);
            let together = measure.width(&format!("{left}{right}"), face, 100.0);
            assert!(together < apart - 1.0, "{face:?} {left}{right}: {together} of {apart}");
        }
    }
}

#[test]
fn code_has_one_width() {
    let mut measure = Measure::new();
    for text in ["->", "!=", "ij", "WW", "éß", "→✓"] {
        assert_eq!(measure.width(text, Face::Mono, 10.0), 12.0, "{text}");
    }
}

#[test]
fn what_no_face_has_is_estimated() {
    let mut measure = Measure::new();
    for (text, ems) in [
        ("", 0.0),
        ("日本", 2.0),
        ("한", 1.0),
        ("🔥", 1.25),
        ("👨‍👩‍👧", 1.25),
        ("⌚", 1.25),
        ("✓\u{FE0F}", 1.25),
        ("\u{200D}\u{FEFF}\t\n\u{7}", 0.0),
        ("א", 0.6),
        ("ب\u{64B}", 0.6),
    ] {
        for face in FACES {
            assert_eq!(measure.width(text, face, 1.0), ems, "{text:?}");
        }
    }
    let a = measure.width("a", Face::Regular, 10.0);
    assert_eq!(measure.width("日a本", Face::Regular, 10.0), a + 20.0);
    assert_eq!(measure.width("a\u{20DD}", Face::Regular, 10.0), a);
}

#[test]
fn another_face_lends_what_one_lacks() {
    assert!(!Face::Regular.covers('∀') && Face::Mono.covers('∀'));
    let lent = runs("a∀ b", Face::Regular);
    let run = |face, text: &str| Run::Shaped(face, text.into());
    assert_eq!(lent, [run(Face::Regular, "a"), run(Face::Mono, "∀"), run(Face::Regular, " b")]);
    assert_eq!(Measure::new().width("∀", Face::SemiBold, 10.0), 6.0);
}

#[test]
fn missing_characters_are_told() {
    assert_eq!(missing("a→б ∀ é\n\u{200D}").count(), 0);
    assert_eq!(missing("x 日 y 🔥🔥").collect::<String>(), "日🔥🔥");
}

#[test]
fn no_text_panics() {
    let mut measure = Measure::new();
    let mut text = String::new();
    for code in (0..0x11_0000).step_by(37).filter_map(char::from_u32) {
        text.push(code);
        if text.len() > 40 {
            for face in FACES {
                assert!(measure.width(&text, face, 14.0) >= 0.0);
            }
            assert!(measure.outline(&text, Face::Regular, 14.0).len() < 100_000);
            text.clear();
        }
    }
}

#[test]
fn widths_are_those_of_a_browser() {
    // getComputedTextLength at 14 px in Chromium 156 with these fonts; it counts in 64ths of a pixel.
    let regular =
        [337.5625, 245.6875, 199.484375, 182.59375, 269.453125, 230.796875, 150.78125, 152.046875, 29.8125, 147.9375];
    let semi_bold =
        [346.28125, 252.078125, 202.921875, 185.71875, 276.390625, 236.625, 153.359375, 151.578125, 30.0625, 149.6875];
    let mono = [411.609375, 285.609375, 268.8125, 218.40625, 378.0, 260.40625, 184.8125, 201.609375, 25.203125, 168.0];
    let mut measure = Measure::new();
    for (face, browser) in FACES.into_iter().zip([regular, semi_bold, mono]) {
        for (text, expected) in TEXTS.into_iter().chain(["TOЛ", "Привет, Γειά σου TОЛ"]).zip(browser) {
            let found = measure.width(text, face, 14.0);
            assert!((found - expected).abs() < 0.05, "{face:?} {text:?}: {found} for {expected}");
        }
    }
}

#[test]
fn lines_have_a_height() {
    for face in FACES {
        let (ascent, descent) = (Measure::ascent(face, 10.0), Measure::descent(face, 10.0));
        assert!(ascent > descent && descent > 0.0);
        assert!((11.0..15.0).contains(&Measure::line_height(face, 10.0)));
    }
}

/// The points of path data in which only `M` is absolute.
fn points(path: &str) -> Vec<(f64, f64)> {
    let (mut found, mut at) = (Vec::new(), (0.0, 0.0));
    for command in path.split_inclusive(|letter: char| letter.is_ascii_alphabetic()).collect::<Vec<_>>().windows(2) {
        let letter = command[0].chars().last().unwrap();
        let numbers = command[1].trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let numbers: Vec<f64> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
        let start = if letter == 'M' { (0.0, 0.0) } else { at };
        for point in numbers.chunks(2) {
            at = (start.0 + point[0], start.1 + point[1]);
            found.push(at);
        }
    }
    found
}

#[test]
fn outlines_stay_within_their_width() {
    let mut measure = Measure::new();
    for face in FACES {
        let path = measure.outline("Hi, Ž日✓", face, 10.0);
        assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
        let width = measure.width("Hi, Ž日✓", face, 10.0);
        for (x, y) in points(&path) {
            assert!((-1.0..width + 1.0).contains(&x) && (-11.0..4.0).contains(&y), "{x} {y}");
        }
    }
    assert_eq!(measure.outline(" 日", Face::Regular, 10.0), "");
}

#[test]
fn every_glyph_can_be_outlined() {
    let measure = Measure::new();
    for face in FACES {
        for character in ('!'..'\u{FFFF}').filter(|&character| face.covers(character)) {
            let blank = character.is_whitespace() || estimate(character) == 0;
            let path = measure.outline(&character.to_string(), face, 10.0);
            assert!(blank || path.ends_with('Z'), "{face:?} {character:?}");
        }
    }
}
