//! Published results of cache-tests.fyi (<https://github.com/http-tests/cache-tests>), restated.
//!
//! A property's test is [`Property::test`]; the versions of the products stand in their profiles. The products ran as the
//! suite configures them: nginx and Varnish, for one, can be configured otherwise.

use super::{Answer, Source};
use crate::http::property::Property;

/// Columns: chrome firefox safari, nginx squid ats httpd varnish caddy haproxy, fastly. `y` the product has the property,
/// `n` it has not, `?` the test could not tell or was not run.
pub(super) const RESULTS: &[(Property, &str)] = &[
    (Property::RequestNoCache, "yyy nynynyy n"),
    (Property::RequestMaxAge, "yyy nynynny n"),
    (Property::RequestMaxAgeLimit, "nyn nynynny n"),
    (Property::OnlyIfCached, "nnn nyyynnn n"),
    (Property::RequestNoStore, "nyn nnnynnn n"),
    (Property::MaxStale, "nyy nyyynnn n"),
    (Property::MinFresh, "nyn nyyynyy n"),
    (Property::Pragma, "yny nynynnn n"),
    (Property::UnsafeMethods, "yyy nyyynyy n"),
    (Property::UnknownMethods, "nyy nynnnyy n"),
    (Property::UnsafeErrors, "nyy ?nnn?nn ?"),
    (Property::Location, "nyn ?ynn?nn ?"),
    (Property::Age, "yyy nyyyyyy y"),
    (Property::AgeGenerated, "nnn nyyyyyy y"),
    (Property::HeuristicFreshness, "yyy nynynny n"),
    (Property::StaleWhileRevalidate, "yyy nnnnynn y"),
    (Property::StaleIfError, "nnn yyyynnn n"),
    (Property::StaleOnDisconnect, "nnn nyynnnn n"),
    (Property::StaleOnError, "nnn nyyynnn ?"),
    (Property::ResponseNoStore, "yyy yyyyyyy n"),
    (Property::MustUnderstand, "nnn nnnnnnn ?"),
    (Property::ResponseNoCache, "yyy yyyyyyy n"),
    (Property::StoresNoCache, "yyy nynynnn ?"),
    (Property::Authorization, "??? n?nyyyy n"),
    (Property::SetCookie, "yyy nyyynyy n"),
    (Property::Cookie, "yyy yyyynyy y"),
    (Property::Vary, "yyy yyyyyyn y"),
    (Property::Validation, "yyy yyyyynn y"),
    (Property::UpdatesFields, "yyy nyyyy?? n"),
    (Property::HeadUpdates, "nnn ?nnn?nn ?"),
    (Property::ForwardsHead, "yyy nyyynyy n"),
    (Property::Conditions, "??? yyyyyyy y"),
    (Property::ForwardsConditions, "yyy nynynyy n"),
    (Property::Ranges, "ynn nyyyynn y"),
    (Property::Immutable, "nnn ??????? ?"),
    (Property::Targeted, "??? nnnnnyn n"),
    (Property::OtherStatuses, "??? yyyyyyn y"),
    (Property::NoContent, "yyy ynynyyn n"),
    (Property::NotFound, "yny ynyyyyn y"),
    (Property::TemporaryRedirects, "??? yyyyynn n"),
    (Property::Errors, "ynn ynyynnn ?"),
    (Property::UnknownStatuses, "ynn yny?nnn n"),
    (Property::KeepsDate, "yyy nyynyyy n"),
    (Property::ConnectionFields, "nnn nynyyyn n"),
];

/// Whether the product of a column has the property.
pub(super) fn fact(column: usize, property: Property) -> (Answer, Source) {
    let row = RESULTS.iter().find(|(of, _)| *of == property);
    let mark = row.and_then(|(_, marks)| marks.chars().filter(|mark| *mark != ' ').nth(column));
    let source = property.test().map_or(Source::Nowhere, Source::Test);
    match mark {
        Some('y') => (Answer::Yes, source),
        Some('n') => (Answer::No, source),
        Some(_) | None => (Answer::Unknown, Source::Nowhere),
    }
}
