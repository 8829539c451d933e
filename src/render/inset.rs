//! A picture that stands inside somebody else's page, and the style that such pages need once.
//!
//! The picture is one line of HTML, so that Markdown around it does not end it, and has no ids, so that nothing in the page
//! can clash with it. Its colours are literal; the style gives it dark ones where a book has a dark theme (mdBook says so by
//! a class of `<html>`), never on paper.

use super::svg::{FontMode, bare, style as svg_style};
use crate::font::Face;
use crate::scene::{Ink, Scene};
use crate::theme::{Inks, Theme};

/// Where a book is dark, on a screen.
const DARK: [(&str, &str); 2] = [
    ("screen", "html:is(.coal,.navy,.ayu)"),
    // Without scripts mdBook follows the system.
    ("screen and (prefers-color-scheme:dark)", "html:not(.js)"),
];

/// Wider pictures may have to be moved on a telephone.
const NARROW: f64 = 440.0;

/// The picture as one line of HTML. `fonts` are [`FontMode::Embed`] where the page has the whole [`style`].
#[must_use]
pub fn picture(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let inks = theme.inks(scene);
    let tones = tones(scene, &inks);
    let class = if inks.pairs().next().is_some() { " cachediag-auto" } else { "" };
    let label = attribute(if scene.title.is_empty() { "Diagram" } else { &scene.title });
    let focus = if scene.width > NARROW {
        format!(" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"")
    } else {
        String::new()
    };
    let drawn = one_line(&bare(scene, &inks, fonts));
    let style = tones.as_ref().map_or_else(String::new, |(_, css)| format!("<style>{css}</style>"));
    let own = tones.map_or_else(String::new, |(class, _)| format!(" {class}"));
    format!(
        "<figure class=\"cachediag{class}{own}\" style=\"--w:{:.0}px\">{style}<div class=\"cachediag-view\"{focus}>{drawn}</div></figure>",
        scene.width.ceil()
    )
}

/// Dark colours for the declared tones of a picture: its class, and its rules.
fn tones(scene: &Scene, inks: &Inks) -> Option<(String, String)> {
    let pairs: Vec<_> = inks.pairs().skip(Ink::ALL.len()).collect();
    if pairs.is_empty() {
        return None;
    }
    let colours = scene.tones.iter().map(|(_, colour)| colour.chars().filter(char::is_ascii_alphanumeric).collect());
    let class = format!("cachediag-{}", colours.collect::<Vec<String>>().join("-"));
    let mut css = String::new();
    for (media, dark) in DARK {
        css.push_str(&format!("@media {media}{{"));
        for (light, other) in &pairs {
            css.push_str(&format!(
                "{dark} .{class} [fill=\"{light}\"]{{fill:{other}}}{dark} .{class} [stroke=\"{light}\"]{{stroke:{other}}}"
            ));
        }
        css.push('}');
    }
    Some((class, css))
}

/// The style of pages with pictures: their fonts, so that texts are as wide as they were measured, and [`rules`].
#[must_use]
pub fn style() -> String {
    let mut css = String::new();
    for face in [Face::Regular, Face::SemiBold, Face::Mono] {
        css.extend(svg_style::embedded(face));
        css.push('\n');
    }
    css + &rules()
}

/// The style without fonts: dark colours, and how pictures stand in a page.
#[must_use]
pub fn rules() -> String {
    let inks = <&Theme>::default().inks(&Scene::default());
    let mut dark = String::new();
    let mut drawn = String::new();
    for (ink, (light, other)) in Ink::ALL.iter().zip(inks.pairs()) {
        let name = ink.name();
        dark.push_str(&format!("--cachediag-{name}:{other};"));
        let value = format!("var(--cachediag-{name},{light})");
        drawn.push_str(&format!(
            ".cachediag-auto [fill=\"{light}\"]{{fill:{value}}}.cachediag-auto [stroke=\"{light}\"]{{stroke:{value}}}\n"
        ));
        if *ink == Ink::Text {
            drawn.push_str(&format!(".cachediag-auto svg{{fill:{value}}}\n"));
        }
    }
    let media = DARK.map(|(media, book)| format!("@media {media}{{{book} .cachediag-auto{{{dark}}}}}\n"));
    media.concat() + &drawn + include_str!("inset.css")
}

/// A box that says what is wrong, as one line of HTML.
#[must_use]
pub fn note(head: &str, report: &str) -> String {
    let report = html(report.trim_end());
    format!(
        "<div class=\"cachediag-note\" role=\"note\"><p><strong>{}</strong></p><pre>{report}</pre></div>",
        html(head)
    )
}

/// Somebody's words between tags, on one line.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Two of them are signs that other preprocessors look for.
            '{' => out.push_str("&#123;"),
            '\n' => out.push_str("&#10;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Somebody's words between quotes.
fn attribute(text: &str) -> String {
    html(&text.replace('\n', " "))
}

/// HTML on one line, without signs that other preprocessors look for.
fn one_line(html: &str) -> String {
    html.trim().replace(">\n<", "><").replace(['\n', '\r'], " ").replace('{', "&#123;")
}
