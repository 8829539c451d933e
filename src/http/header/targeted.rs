//! Targeted cache control: a dictionary of directives for one class of caches (RFC 9213, RFC 9651).

use super::super::message::ResponseDirectives;
use super::directive::{Directive, of_response};
use sfv::{BareItem, Dictionary, ListEntry, Parser};

/// The field for content delivery networks (RFC 9213 §3).
pub const CDN: &str = "CDN-Cache-Control";

/// What a targeted field says; nothing if it is empty, no dictionary, or gives seconds as anything else than an integer:
/// then it is ignored (§2.2).
#[must_use]
pub fn parse(value: &str) -> Option<ResponseDirectives> {
    let dictionary: Dictionary = Parser::new(value).parse().ok()?;
    if dictionary.is_empty() {
        return None;
    }
    let members = dictionary.iter().map(|(key, entry)| directive(key.as_str(), entry));
    let list: Vec<Option<Directive>> = members.collect::<Result<_, WrongType>>().ok()?;
    Some(of_response(&list.into_iter().flatten().collect::<Vec<_>>()))
}

/// Directives whose argument is a number of seconds, and therefore an integer (§2.1).
const SECONDS: [&str; 4] = ["max-age", "s-maxage", "stale-while-revalidate", "stale-if-error"];

/// A number of seconds that is no integer.
struct WrongType;

/// A member as a directive: true stands for no argument (§2.1); false says that it is not given.
fn directive(name: &str, entry: &ListEntry) -> Result<Option<Directive>, WrongType> {
    let argument = match entry {
        ListEntry::Item(item) => match &item.bare_item {
            BareItem::Integer(number) => Some(number.to_string()),
            _ if SECONDS.contains(&name) => return Err(WrongType),
            BareItem::Boolean(false) => return Ok(None),
            BareItem::String(text) => Some(text.as_str().to_owned()),
            BareItem::Token(text) => Some(text.as_str().to_owned()),
            BareItem::Boolean(true)
            | BareItem::Decimal(_)
            | BareItem::ByteSequence(_)
            | BareItem::Date(_)
            | BareItem::DisplayString(_) => None,
        },
        ListEntry::InnerList(_) if SECONDS.contains(&name) => return Err(WrongType),
        ListEntry::InnerList(_) => None,
    };
    Ok(Some(Directive { name: name.to_owned(), argument }))
}
