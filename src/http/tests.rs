//! Tests of the rules, each from its section of RFC 9111.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use super::fetch::Mode;
use super::{
    Condition, Failure, Head, Kept, Lifetime, Lookup, Method, Property, Request, RequestDirectives, Response,
    ResponseDirectives, Rules, Time, Why,
};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

const SECOND: u64 = 1000;
const NOW: Time = 1_000_000_000;

fn by_rfc(property: Property) -> bool {
    property.by_rfc()
}

const SHARED: Rules<'static> = Rules { shared: true, has: &by_rfc };
const PRIVATE: Rules<'static> = Rules { shared: false, has: &by_rfc };

fn without_age(property: Property) -> bool {
    property != Property::Age && property.by_rfc()
}

/// A 200 with these directives, generated now.
fn answer(directives: ResponseDirectives) -> Response {
    Response { status: 200, directives, date: Some(NOW), ..Response::default() }
}

fn max_age(seconds: u64) -> ResponseDirectives {
    ResponseDirectives { max_age: Some(seconds * SECOND), ..ResponseDirectives::default() }
}

/// It, stored at once.
fn kept(rules: &Rules<'_>, response: Response) -> Kept {
    let lifetime = match rules.lifetime(&response) {
        Lifetime::For(lifetime) => lifetime,
        Lifetime::Open => 0,
    };
    Kept { response, request_time: NOW, response_time: NOW, lifetime, invalid: false }
}

fn later(seconds: i64) -> Time {
    NOW + seconds * 1000
}

fn get() -> Request {
    Request::default()
}

fn asking(directives: RequestDirectives) -> Request {
    Request { directives, ..Request::default() }
}

const FRESH_HIT: Lookup = Lookup::Hit { stale: false, revalidate: false };

fn forward(why: Why) -> Lookup {
    Lookup::Forward { why, validate: false }
}

/// §3: storing.
#[test]
fn what_may_be_stored() {
    let plain = ResponseDirectives::default();
    let request = get();
    assert!(SHARED.stores(&request, &answer(max_age(1))));
    assert!(SHARED.stores(&request, &answer(plain)), "a 200 is heuristically cacheable");
    assert!(!SHARED.stores(&request, &Response { status: 403, ..answer(plain) }));
    assert!(SHARED.stores(&request, &Response { status: 403, ..answer(max_age(1)) }));
    assert!(SHARED.stores(&request, &Response { status: 599, ..answer(ResponseDirectives { public: true, ..plain }) }));
    for status in [100, 206, 304] {
        assert!(!SHARED.stores(&request, &Response { status, ..answer(max_age(1)) }), "{status}");
    }
    let private = answer(ResponseDirectives { private: true, ..max_age(1) });
    assert!(PRIVATE.stores(&request, &private) && !SHARED.stores(&request, &private));
    let no_store = ResponseDirectives { no_store: true, ..max_age(1) };
    assert!(!PRIVATE.stores(&request, &answer(no_store)));
    assert!(!PRIVATE.stores(&asking(RequestDirectives { no_store: true, ..Default::default() }), &answer(max_age(1))));
    let understood = ResponseDirectives { must_understand: true, ..no_store };
    assert!(PRIVATE.stores(&request, &answer(understood)), "§5.2.2.3");
    assert!(!PRIVATE.stores(&request, &Response { status: 599, ..answer(understood) }));
}

/// §3.5 and RFC 9110 §9.3.3
#[test]
fn what_authorization_and_post_need_to_be_stored() {
    let authorized = Request { authorization: true, ..get() };
    assert!(!SHARED.stores(&authorized, &answer(max_age(60))));
    assert!(PRIVATE.stores(&authorized, &answer(max_age(60))));
    for allowing in [
        ResponseDirectives { public: true, ..max_age(60) },
        ResponseDirectives { must_revalidate: true, ..max_age(60) },
        ResponseDirectives { s_maxage: Some(SECOND), ..ResponseDirectives::default() },
    ] {
        assert!(SHARED.stores(&authorized, &answer(allowing)), "{allowing:?}");
    }
    let post = Request { method: Method::Post, ..get() };
    let own = Response { content_location: true, ..answer(max_age(60)) };
    assert!(SHARED.stores(&post, &own));
    assert!(!SHARED.stores(&post, &answer(max_age(60))));
    assert!(!SHARED.stores(&post, &Response { content_location: true, ..answer(ResponseDirectives::default()) }));
    assert!(!SHARED.stores(&Request { method: Method::OtherUnsafe, ..get() }, &own));
}

/// §4.2.1, §4.2.2, RFC 9213 §2
#[test]
fn how_long_a_response_is_fresh() {
    let both = ResponseDirectives { s_maxage: Some(9 * SECOND), ..max_age(5) };
    let expires = Response { expires: Some(later(7)), ..answer(ResponseDirectives::default()) };
    assert_eq!(SHARED.lifetime(&answer(both)), Lifetime::For(9 * SECOND));
    assert_eq!(PRIVATE.lifetime(&answer(both)), Lifetime::For(5 * SECOND));
    assert_eq!(SHARED.lifetime(&expires), Lifetime::For(7 * SECOND));
    assert_eq!(SHARED.lifetime(&Response { directives: max_age(5), ..expires }), Lifetime::For(5 * SECOND));
    assert_eq!(SHARED.lifetime(&Response { expires: Some(Time::MIN), ..expires }), Lifetime::For(0));
    let modified = Response { last_modified: Some(later(-100)), ..answer(ResponseDirectives::default()) };
    assert_eq!(SHARED.lifetime(&modified), Lifetime::For(10 * SECOND));
    assert_eq!(SHARED.lifetime(&Response { directives: max_age(1), ..modified }), Lifetime::For(SECOND));
    assert_eq!(SHARED.lifetime(&Response { status: 403, ..modified }), Lifetime::Open);
    assert_eq!(SHARED.lifetime(&answer(ResponseDirectives::default())), Lifetime::Open);
    let targeted = Response { targeted: Some(max_age(3)), directives: max_age(60), ..expires };
    assert_eq!(SHARED.lifetime(&targeted), Lifetime::For(3 * SECOND));
    let silent = Response { targeted: Some(ResponseDirectives::default()), ..targeted };
    assert_eq!(SHARED.lifetime(&silent), Lifetime::Open, "neither Cache-Control nor Expires counts");
}

/// §4.2.3: the larger of what the clock and what `Age` says, and the time since.
#[test]
fn how_old_a_response_is() {
    let brought = Response { age: 30 * SECOND, ..answer(max_age(60)) };
    let slow = Kept { request_time: later(-4), ..kept(&SHARED, brought) };
    assert_eq!(SHARED.age(&slow, later(10)), 44 * SECOND);
    let old = Response { date: Some(later(-50)), ..brought };
    assert_eq!(SHARED.age(&kept(&SHARED, old), later(10)), 60 * SECOND);
    let early = Response { date: Some(later(50)), ..answer(max_age(60)) };
    assert_eq!(SHARED.age(&kept(&SHARED, early), later(10)), 10 * SECOND);
    let deaf = Rules { shared: true, has: &without_age };
    assert_eq!(deaf.age(&kept(&deaf, old), later(10)), 10 * SECOND, "the clock restarts at this cache");
}

/// §4.2: fresh as long as the lifetime is longer than the age.
#[test]
fn freshness_ends_when_the_age_reaches_the_lifetime() {
    let stored = kept(&SHARED, answer(max_age(10)));
    assert_eq!(SHARED.lookup(Some(&stored), &get(), later(9)), FRESH_HIT);
    assert_eq!(SHARED.lookup(Some(&stored), &get(), later(10)), forward(Why::Stale));
    let tagged = Kept { response: Response { etag: true, ..stored.response }, ..stored };
    assert_eq!(SHARED.lookup(Some(&tagged), &get(), later(10)), Lookup::Forward { why: Why::Stale, validate: true });
}

/// §4, §4.1, RFC 9211 §2.2
#[test]
fn why_a_request_is_forwarded() {
    assert_eq!(SHARED.lookup(None, &get(), NOW), forward(Why::UriMiss));
    assert_eq!(SHARED.lookup(None, &get(), NOW).among_variants(), forward(Why::VaryMiss));
    assert_eq!(FRESH_HIT.among_variants(), FRESH_HIT);
    let stored = kept(&SHARED, answer(max_age(10)));
    let post = Request { method: Method::Post, ..get() };
    assert_eq!(SHARED.lookup(Some(&stored), &post, NOW), forward(Why::Method));
    let any = Kept { response: Response { vary: true, vary_any: true, ..stored.response }, ..stored };
    assert_eq!(SHARED.lookup(Some(&any), &get(), NOW), forward(Why::VaryMiss));
    let no_cache = kept(&SHARED, answer(ResponseDirectives { no_cache: true, ..max_age(10) }));
    assert_eq!(SHARED.lookup(Some(&no_cache), &get(), NOW), forward(Why::Stale));
    assert_eq!(SHARED.lookup(Some(&Kept { invalid: true, ..stored }), &get(), NOW), forward(Why::Stale));
}

/// §5.2.1, §5.4
#[test]
fn what_a_request_may_refuse() {
    let stored = kept(&SHARED, answer(max_age(60)));
    let asked = |directives| SHARED.lookup(Some(&stored), &asking(directives), later(10));
    let plain = RequestDirectives::default();
    assert_eq!(asked(RequestDirectives { no_cache: true, ..plain }), forward(Why::Request));
    assert_eq!(asked(RequestDirectives { pragma: true, ..plain }), forward(Why::Request));
    assert_eq!(asked(RequestDirectives { max_age: Some(0), ..plain }), forward(Why::Request));
    assert_eq!(asked(RequestDirectives { max_age: Some(9 * SECOND), ..plain }), forward(Why::Request));
    assert_eq!(asked(RequestDirectives { max_age: Some(10 * SECOND), ..plain }), FRESH_HIT);
    assert_eq!(asked(RequestDirectives { min_fresh: Some(51 * SECOND), ..plain }), forward(Why::Request));
    assert_eq!(asked(RequestDirectives { min_fresh: Some(50 * SECOND), ..plain }), FRESH_HIT);
    assert_eq!(asked(RequestDirectives { no_store: true, ..plain }), FRESH_HIT, "§5.2.1.5");
    let only = asking(RequestDirectives { only_if_cached: true, ..plain });
    assert_eq!(SHARED.lookup(Some(&stored), &only, NOW), FRESH_HIT);
    assert_eq!(SHARED.lookup(Some(&stored), &only, later(60)), Lookup::Refuse);
    assert_eq!(SHARED.lookup(None, &only, NOW), Lookup::Refuse);
}

/// §4.2.4, §5.2.1.2, RFC 5861 §3
#[test]
fn when_something_stale_is_served() {
    let window = ResponseDirectives { stale_while_revalidate: Some(5 * SECOND), ..max_age(10) };
    let stored = kept(&SHARED, answer(window));
    assert_eq!(SHARED.lookup(Some(&stored), &get(), later(14)), Lookup::Hit { stale: true, revalidate: true });
    assert_eq!(SHARED.lookup(Some(&stored), &get(), later(15)), forward(Why::Stale));
    let patient = asking(RequestDirectives { max_stale: Some(20 * SECOND), ..RequestDirectives::default() });
    assert_eq!(SHARED.lookup(Some(&stored), &patient, later(30)), Lookup::Hit { stale: true, revalidate: false });
    assert_eq!(SHARED.lookup(Some(&stored), &patient, later(31)), forward(Why::Stale));
    for forbidding in [
        ResponseDirectives { must_revalidate: true, ..window },
        ResponseDirectives { proxy_revalidate: true, ..window },
        ResponseDirectives { s_maxage: Some(10 * SECOND), ..window },
    ] {
        let stored = kept(&SHARED, answer(forbidding));
        assert_eq!(SHARED.lookup(Some(&stored), &patient, later(12)), forward(Why::Stale), "{forbidding:?}");
    }
    let proxied = kept(&PRIVATE, answer(ResponseDirectives { proxy_revalidate: true, ..window }));
    assert_eq!(PRIVATE.lookup(Some(&proxied), &get(), later(12)), Lookup::Hit { stale: true, revalidate: true });
}

/// §4.2.4, §5.2.2.2, RFC 5861 §4
#[test]
fn when_something_stale_hides_a_failure() {
    let told = ResponseDirectives { stale_if_error: Some(5 * SECOND), ..max_age(10) };
    let stored = kept(&SHARED, answer(told));
    let may = |kept: &Kept, failure, seconds| SHARED.may_serve_on_error(kept, &get(), failure, later(seconds));
    for status in [500, 502, 503, 504] {
        assert!(may(&stored, Failure::Status(status), 14), "{status}");
        assert!(!may(&stored, Failure::Status(status), 15), "{status}");
    }
    assert!(!may(&stored, Failure::Status(404), 14) && !may(&stored, Failure::Status(501), 14));
    assert!(may(&stored, Failure::Disconnected, 500), "a cache without a connection may");
    let strict = kept(&SHARED, answer(ResponseDirectives { must_revalidate: true, ..told }));
    assert!(!may(&strict, Failure::Disconnected, 14) && !may(&strict, Failure::Status(503), 14));
    assert!(!may(&Kept { invalid: true, ..stored }, Failure::Disconnected, 14));
}

/// §4.3.4: a 304 brings fields, and freshness restarts.
#[test]
fn what_a_304_changes() {
    let stored = kept(&SHARED, Response { etag: true, age: 3 * SECOND, ..answer(max_age(10)) });
    let bare = Response { status: 304, date: Some(later(20)), ..Response::default() };
    let fresh = SHARED.refreshed(&Kept { invalid: true, ..stored }, &bare, later(20), later(21));
    assert_eq!((fresh.lifetime, fresh.invalid, fresh.response.status), (10 * SECOND, false, 200));
    assert_eq!(SHARED.age(&fresh, later(22)), 2 * SECOND);
    let shorter = Response { directives: max_age(4), ..bare };
    assert_eq!(SHARED.refreshed(&stored, &shorter, later(20), later(20)).lifetime, 4 * SECOND);
}

/// §4.3.5
#[test]
fn what_the_answer_to_head_changes() {
    let stored = kept(&SHARED, answer(max_age(10)));
    let head = Response { date: Some(later(20)), ..answer(max_age(90)) };
    match SHARED.after_head(&stored, &head, true, later(20), later(20)) {
        Head::Updates(fresh) => assert_eq!(fresh.lifetime, 90 * SECOND),
        other @ (Head::Invalidates | Head::Nothing) => assert_eq!(other, Head::Updates(stored)),
    }
    assert_eq!(SHARED.after_head(&stored, &head, false, NOW, NOW), Head::Invalidates);
    let gone = Response { status: 410, ..head };
    assert_eq!(SHARED.after_head(&stored, &gone, true, NOW, NOW), Head::Nothing);
}

/// §4.3.2
#[test]
fn which_conditions_are_answered_from_the_cache() {
    let stored = kept(&SHARED, Response { etag: true, last_modified: Some(later(-100)), ..answer(max_age(10)) });
    assert!(SHARED.answers_not_modified(&stored, Condition::NoneMatch { listed: true }));
    assert!(!SHARED.answers_not_modified(&stored, Condition::NoneMatch { listed: false }));
    assert!(SHARED.answers_not_modified(&stored, Condition::ModifiedSince(later(-100))));
    assert!(!SHARED.answers_not_modified(&stored, Condition::ModifiedSince(later(-101))));
    let undated = Kept { response: Response { last_modified: None, ..stored.response }, ..stored };
    assert!(SHARED.answers_not_modified(&undated, Condition::ModifiedSince(NOW)), "then Date counts");
}

/// §4.4
#[test]
fn what_unsafe_methods_invalidate() {
    for method in [Method::Post, Method::OtherUnsafe, Method::Unknown] {
        assert!(SHARED.invalidates(method, 201) && SHARED.invalidates(method, 303), "{method:?}");
        assert!(!SHARED.invalidates(method, 404) && !SHARED.invalidates(method, 500), "{method:?}");
        assert!(SHARED.invalidates_location(method, 201));
    }
    for method in [Method::Get, Method::Head, Method::OtherSafe] {
        assert!(!SHARED.invalidates(method, 200), "{method:?}");
    }
}

/// WHATWG Fetch, "HTTP-network-or-cache fetch"; RFC 8246 §2
#[test]
fn what_the_modes_of_fetch_do() {
    let stored = kept(&PRIVATE, Response { etag: true, ..answer(max_age(10)) });
    let look = |mode, kept: &Kept, at| PRIVATE.lookup_in_mode(mode, Some(kept), &get(), at);
    let validated = Lookup::Forward { why: Why::Request, validate: true };
    assert_eq!(look(Mode::Default, &stored, NOW), FRESH_HIT);
    assert_eq!(look(Mode::NoCache, &stored, NOW), validated);
    assert_eq!(look(Mode::Reload, &stored, NOW), forward(Why::Request));
    assert_eq!(look(Mode::ForceCache, &stored, later(99)), Lookup::Hit { stale: true, revalidate: false });
    assert_eq!(PRIVATE.lookup_in_mode(Mode::OnlyIfCached, None, &get(), NOW), Lookup::Refuse);
    let fixed = kept(&PRIVATE, answer(ResponseDirectives { immutable: true, ..max_age(10) }));
    assert_eq!(look(Mode::NoCache, &fixed, later(9)), FRESH_HIT);
    assert_eq!(look(Mode::NoCache, &fixed, later(10)), forward(Why::Request));
    assert_eq!(Mode::NoCache.sent(&get()).directives.max_age, Some(0), "max-age=0, not no-cache");
    assert!(Mode::Reload.sent(&get()).directives.no_cache && Mode::NoStore.sent(&get()).directives.no_cache);
    assert!(!Mode::NoStore.writes() && Mode::Reload.writes());
    assert_eq!(Mode::Default.with_condition(true), Mode::NoStore);
}

fn moments() -> impl Strategy<Value = Time> {
    any::<Time>()
}

proptest! {
    /// No time and no number breaks the arithmetic, and nothing fresh gets fresh again by waiting.
    #[test]
    fn ages_only_grow(date in moments(), age in any::<u64>(), asked in moments(), came in moments(),
                      now in moments(), wait in 0..Time::MAX, lifetime in any::<u64>()) {
        let response = Response { date: Some(date), age, ..answer(max_age(1)) };
        let stored = Kept { response, request_time: asked, response_time: came, lifetime, invalid: false };
        let then = now.saturating_add(wait);
        prop_assert!(SHARED.age(&stored, now) <= SHARED.age(&stored, then));
        prop_assert!(SHARED.is_fresh(&stored, now) || !SHARED.is_fresh(&stored, then));
    }

    /// What forbids staleness is never served stale, whatever the request accepts.
    #[test]
    fn must_revalidate_is_never_stale(max_stale in any::<Option<u64>>(), window in any::<Option<u64>>(), at in 0i64..100) {
        let directives = ResponseDirectives { must_revalidate: true, stale_while_revalidate: window, ..max_age(10) };
        let request = asking(RequestDirectives { max_stale, ..RequestDirectives::default() });
        let found = SHARED.lookup(Some(&kept(&SHARED, answer(directives))), &request, later(at));
        prop_assert_eq!(found == FRESH_HIT, at < 10);
    }
}
