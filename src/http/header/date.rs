//! HTTP dates (RFC 9110 §5.6.7): the fixed form, RFC 850 and asctime.

use super::super::message::Time;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 of an HTTP date. Case counts for nothing, and other zones than GMT make it invalid
/// (RFC 9111 §4.2).
#[must_use]
pub fn parse(text: &str) -> Option<Time> {
    let time = httpdate::parse_http_date(&canonical(text.trim())?).ok()?;
    i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_millis()).ok()
}

/// In the case that the standard writes it: `Sun, 06 Nov 1994 08:49:37 GMT`. Longer texts are no date.
fn canonical(text: &str) -> Option<String> {
    const LONGEST_FORM: usize = "Wednesday, 09-Nov-94 08:49:37 GMT".len();
    if text.len() > LONGEST_FORM {
        return None;
    }
    let mut inside = false;
    let titled: String = text
        .chars()
        .map(|c| {
            let spelt = if inside { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
            inside = c.is_ascii_alphabetic();
            spelt
        })
        .collect();
    Some(match titled.strip_suffix("Gmt") {
        Some(front) => format!("{front}GMT"),
        None => titled,
    })
}

/// A time in the fixed form; fractions of a second are dropped, times before 1970 are 1970.
#[must_use]
pub fn spell(time: Time) -> String {
    httpdate::fmt_http_date(system(time))
}

/// A time in the form of RFC 850: `Sunday, 06-Nov-94 08:49:37 GMT`.
#[must_use]
pub fn spell_rfc850(time: Time) -> String {
    let fixed = spell(time);
    let words: Vec<&str> = fixed.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [weekday, day, month, year, clock, zone] => {
            let year = year.get(2..).unwrap_or(year);
            format!("{}, {day}-{month}-{year} {clock} {zone}", whole_weekday(weekday))
        }
        _ => fixed,
    }
}

fn whole_weekday(short: &str) -> &str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.into_iter().find(|name| name.starts_with(short)).unwrap_or(short)
}

/// The last second that has four digits of a year: 9999-12-31T23:59:59Z.
const LAST: u64 = 253_402_300_799;

fn system(time: Time) -> SystemTime {
    let seconds = u64::try_from(time.div_euclid(1000)).unwrap_or(0).min(LAST);
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(UNIX_EPOCH)
}
