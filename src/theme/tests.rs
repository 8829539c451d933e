//! Every theme is held to the same contrasts.

use super::{NAMES, THEMES, find};
use crate::scene::{Ink, Scene};
use crate::theme::colour::Colour;

/// Text on the grounds that it stands on.
const READ: [(Ink, &[Ink]); 6] = [
    (Ink::Text, &[Ink::Paper, Ink::Column, Ink::Note, Ink::Soft, Ink::BadSoft, Ink::WarnSoft, Ink::GoodSoft]),
    (Ink::Muted, &[Ink::Paper, Ink::Column, Ink::Soft]),
    (Ink::Accent, &[Ink::Paper, Ink::Column, Ink::AccentSoft, Ink::Note]),
    (Ink::Good, &[Ink::Paper, Ink::Column, Ink::GoodSoft]),
    (Ink::Warn, &[Ink::Paper, Ink::Column, Ink::WarnSoft]),
    (Ink::Bad, &[Ink::Paper, Ink::Column, Ink::BadSoft]),
];

fn scene() -> Scene {
    let tones =
        vec![("pale".into(), "#ffee99".into()), ("deep".into(), "#101040".into()), ("same".into(), "#1b2130".into())];
    Scene { tones, ..Scene::default() }
}

#[test]
fn text_can_be_read_and_marks_can_be_seen() {
    for theme in THEMES {
        let inks = theme.inks(&scene());
        let both = |ink: &Ink| {
            let entry = inks.table.iter().find(|(known, ..)| known == ink).unwrap();
            [Some(entry.1), entry.2]
        };
        let check = |ink: &Ink, ground: &Ink, least: f64| {
            for (a, b) in both(ink).into_iter().zip(both(ground)) {
                if let (Some(a), Some(b)) = (a, b) {
                    let contrast = a.contrast(b);
                    assert!(contrast >= least, "{}: {ink:?} on {ground:?} is {contrast:.2}", theme.name);
                }
            }
        };
        for (ink, grounds) in &READ {
            grounds.iter().for_each(|ground| check(ink, ground, 4.5));
        }
        for tone in ["pale", "deep"] {
            let tone = Ink::Tone(Box::new(tone.into()));
            [Ink::Paper, Ink::Column, Ink::Note].iter().for_each(|ground| check(&tone, ground, 4.5));
        }
        for ink in [Ink::Line, Ink::Good, Ink::Warn] {
            check(&ink, &Ink::Paper, 3.0);
            check(&ink, &Ink::Column, 3.0);
        }
        check(&Ink::NoteLine, &Ink::Paper, 3.0);
    }
}

#[test]
fn no_two_inks_share_a_colour() {
    for theme in THEMES {
        let mut colours: Vec<Colour> = theme.inks(&scene()).table.iter().map(|(_, colour, _)| *colour).collect();
        colours.sort_unstable();
        let count = colours.len();
        colours.dedup();
        assert_eq!(colours.len(), count, "{}", theme.name);
    }
}

/// Latest and stale under deuteranopia, protanopia and tritanopia (Machado et al. 2009, full severity): they differ in
/// form as well, so a modest difference suffices.
#[test]
fn latest_and_stale_can_be_told_apart() {
    const SEEN: [[[f64; 3]; 3]; 3] = [
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
        [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
    ];
    for theme in THEMES.iter().filter(|theme| theme.name != "monochrome") {
        let inks = theme.inks(&scene());
        let (good, warn) = (inks.colour(&Ink::Good).parts(), inks.colour(&Ink::Warn).parts());
        for seen in SEEN {
            let look = |c: [f64; 3]| seen.map(|row| row.iter().zip(c).map(|(a, b)| a * b).sum::<f64>());
            let apart = look(good).iter().zip(look(warn)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
            assert!(apart > 0.12, "{}: {apart:.3}", theme.name);
        }
    }
}

#[test]
fn every_name_is_a_theme() {
    for name in NAMES {
        assert_eq!(find(name).unwrap().name, name);
    }
    assert!(find("none").is_none());
}
