//! Targeted cache control: a dictionary of directives for one class of caches (RFC 9213, RFC 9651).

use super::directive::{Directive, of_response};
use super::super::message::ResponseDirectives;
use sfv::{BareItem, Dictionary, ListEntry, Parser};

/// The field for content delivery networks (RFC 9213 §3).
pub const CDN: &str = "CDN-Cache-Control";

/// What a targeted field says; nothing if it is empty or no dictionary: then it is ignored (§2.2).
#[must_use]
pub fn parse(value: &str) -> Option<ResponseDirectives> {
    let dictionary: Dictionary = Parser::new(value).parse().ok()?;
    if dictionary.is_empty() {
        return None;
    }
    let list: Vec<Directive> = dictionary.iter().filter_map(|(key, entry)| directive(key.as_str(), entry)).collect();
    Some(of_response(&list))
}

/// A member as a directive: true stands for no argument, a number for seconds (§2.1); false says that it is not given.
fn directive(name: &str, entry: &ListEntry) -> Option<Directive> {
    let argument = match entry {
        ListEntry::Item(item) => match &item.bare_item {
            BareItem::Boolean(true) => None,
            BareItem::Boolean(false) => return None,
            BareItem::Integer(number) => Some(number.to_string()),
            BareItem::String(text) => Some(text.as_str().to_owned()),
            BareItem::Token(text) => Some(text.as_str().to_owned()),
            BareItem::Decimal(_) | BareItem::ByteSequence(_) | BareItem::Date(_) | BareItem::DisplayString(_) => {
                Some(String::from("?"))
            }
        },
        ListEntry::InnerList(_) => Some(String::from("?")),
    };
    Some(Directive { name: name.to_owned(), argument })
}
