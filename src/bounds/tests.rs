//! Bounds worked out by hand, the sum in a comment above each.

use super::derive;
use crate::pipeline;
use crate::source::Source;
use crate::timeline::bound::Bound;

fn bounds(program: &str) -> Vec<Bound> {
    let checked = pipeline::parse(Source::new("t.cd", program), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list);
    derive(&checked.model)
}

/// `reader reader/resource = millis: storages(millis) + …`
fn told(program: &str) -> Vec<String> {
    let time = |millis: Option<u64>| millis.map_or("unbounded".to_owned(), |m| m.to_string());
    let one = |b: &Bound| {
        let shares = b.shares.iter().map(|s| format!("{}({})", s.storages.join("&"), time(s.millis)));
        let shares: Vec<String> = shares.collect();
        format!("{}/{} = {}: {}", b.readers.join(" "), b.resource, time(b.millis), shares.join(" + "))
    };
    bounds(program).iter().map(one).collect()
}

const USER: &str = "user ann\n";

#[test]
fn http_caches_on_one_way_share_one_lifetime() {
    // The CDN holds an answer up to 60 s of age; the browser counts that age, so no copy is used beyond 60 s.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage disk [per=user, http=private]\n\
                   storage cdn [http=shared]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = 60000: disk&cdn(60000)"]);
}

#[test]
fn the_longest_lifetime_of_those_that_share_it_counts() {
    // The browser keeps for 600 s what the CDN may have kept for 60 s: at 600 s of age neither has it.
    let program = "resource a \"/a/{id}\" [max-age=600s, s-maxage=60s]\nstorage disk [per=user, http=private]\n\
                   storage cdn [http=shared]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = 600000: disk&cdn(600000)"]);
}

#[test]
fn nginx_starts_the_clock_anew() {
    // nginx neither counts nor says an age: 60 s in the CDN, 60 s more in nginx, 60 s more in the browser.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage disk [per=user, http=private]\n\
                   storage edge [http=shared, like=nginx]\nstorage cdn [http=shared]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = 180000: disk(60000) + edge(60000) + cdn(60000)"]);
    // Of Cloudflare no source tells whether it says an age: the longer bound is told.
    let unknown = program.replace("nginx", "cloudflare");
    assert_eq!(told(&format!("{unknown}{USER}")), ["ann/a = 180000: disk(60000) + edge(60000) + cdn(60000)"]);
    // With `honours=age` it is as any other: one lifetime.
    let mended = program.replace("like=nginx", "like=nginx, honours=age");
    assert_eq!(told(&format!("{mended}{USER}")), ["ann/a = 60000: disk&edge&cdn(60000)"]);
}

#[test]
fn other_layers_add_up() {
    // 5 m in the application's cache, then 60 s of age, then 10 s of a data library.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage query [per=page, stale-time=10s]\n\
                   storage cdn [http=shared]\nstorage app [ttl=5m]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = 370000: query(10000) + cdn(60000) + app(300000)"]);
}

#[test]
fn a_layer_between_http_caches_ends_the_age() {
    // The data library between them stores a value without its age: 60 s, 10 s, and 60 s anew.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage disk [per=user, http=private]\n\
                   storage query [per=page, stale-time=10s]\nstorage cdn [http=shared]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = 130000: disk(60000) + query(10000) + cdn(60000)"]);
}

#[test]
fn what_nothing_limits_is_unbounded() {
    let program = "resource a \"/a/{id}\"\nstorage app\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = unbounded: app(unbounded)"]);
    // An HTTP cache without any lifetime may use one of its own.
    let program = "resource a \"/a/{id}\"\nstorage cdn [http=shared]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/a = unbounded: cdn(unbounded)"]);
}

#[test]
fn directives_count_where_they_are_heeded() {
    let of = |directives: &str, rest: &str| {
        told(&format!(
            "resource a \"/a/{{id}}\" [{directives}]\nstorage cdn [http=shared{rest}]\nstorage db [origin]\n{USER}"
        ))
    };
    // No copy at all.
    assert_eq!(of("no-store", ""), ["ann/a = 0: "]);
    assert_eq!(of("private, max-age=1h", ""), ["ann/a = 0: "]);
    // A copy that is validated each time.
    assert_eq!(of("no-cache, max-age=1h", ""), ["ann/a = 0: cdn(0)"]);
    // 60 s and a window of 30 s in which it is still shown (RFC 5861 §3); nginx has no such window.
    assert_eq!(of("max-age=60s, stale-while-revalidate=30s", ""), ["ann/a = 90000: cdn(90000)"]);
    assert_eq!(of("max-age=60s, stale-while-revalidate=30s", ", like=nginx"), ["ann/a = 60000: cdn(60000)"]);
    // Never stale (RFC 9111 §4.2.4).
    assert_eq!(of("max-age=60s, must-revalidate, stale-while-revalidate=30s", ""), ["ann/a = 60000: cdn(60000)"]);
    assert_eq!(of("s-maxage=60s, stale-while-revalidate=30s", ""), ["ann/a = 60000: cdn(60000)"]);
    // What the cache is set to comes before what the answer says.
    assert_eq!(of("max-age=60s", ", ttl=5m"), ["ann/a = 300000: cdn(300000)"]);
    assert_eq!(of("etag", ", ttl=5m"), ["ann/a = 300000: cdn(300000)"]);
}

#[test]
fn what_an_answer_says_counts_where_it_is_heard() {
    let of = |body: &str, rest: &str| {
        told(&format!(
            "resource a \"/a/{{id}}\" [max-age=60s]\nstorage disk [per=user, http=private]\n\
             storage cdn [http=shared{rest}]\ndevice server\nstorage db [origin]\n{USER}scenario s {{\n\
             ann -> cdn: GET /a/1\n{body}}}\n"
        ))
    };
    let (ask, give) = ("cdn -> server: GET /a/1\n", "cdn --> ann: 200\n");
    let answered = |said: &str| format!("{ask}server --> cdn: 200 @v{said}\n{give}");
    assert_eq!(of(&answered(""), ""), ["ann/a = 60000: disk&cdn(60000)"]);
    // An hour, told to both.
    assert_eq!(of(&answered(" [max-age=1h]"), ""), ["ann/a = 3600000: disk&cdn(3600000)"]);
    // A shorter one changes nothing for others that bear none.
    assert_eq!(of(&answered(" [max-age=1s]"), ""), ["ann/a = 60000: disk&cdn(60000)"]);
    // What the CDN is set to comes first there; the browser hears an hour and starts anew without an age.
    assert_eq!(of(&answered(" [max-age=1h]"), ", ttl=10s"), ["ann/a = 3600000: disk&cdn(3600000)"]);
    // Only the browser hears what the CDN says.
    let own = format!("{ask}server --> cdn: 200 @v\ncdn --> ann: 200 [max-age=1h]\n");
    assert_eq!(of(&own, ", like=nginx"), ["ann/a = 3660000: disk(3600000) + cdn(60000)"]);
}

#[test]
fn private_resources_add_nothing_in_shared_http_caches() {
    // What a server keeps by itself it keeps, private or not.
    let program = "resource me \"/me\" [private, max-age=60s]\nstorage disk [per=user, http=private]\n\
                   storage cdn [http=shared]\nstorage app [ttl=1h]\nstorage db [origin]\n";
    assert_eq!(told(&format!("{program}{USER}")), ["ann/me = 3660000: disk(60000) + app(3600000)"]);
}

const GUARDED: &str = "resource a \"/a/{id}\"\nresource b \"/b\" depends on a\n\
                       device server [instances=2] {\n  storage memory\n}\nstorage db [origin]\nuser ann\n";

#[test]
fn a_reaction_that_reaches_every_copy_guards_a_layer() {
    let on = |body: &str| told(&format!("{GUARDED}on write key at server {{\n  {body}\n}}\n"));
    // One of two instances: the other one keeps its copy for ever.
    assert_eq!(
        on("server: drop key in memory"),
        ["ann/a = unbounded: memory(unbounded)", "ann/b = unbounded: memory(unbounded)"]
    );
    // All of them, but not what depends on the key: `b` is outdated by a write of `a` as well.
    assert_eq!(
        on("every server: drop key in memory"),
        ["ann/a = 0: memory(0)", "ann/b = unbounded: memory(unbounded)"]
    );
    assert_eq!(on("every server: drop key in memory [cascade]"), ["ann/a = 0: memory(0)", "ann/b = 0: memory(0)"]);
    // Its own copy and all others are all copies.
    assert_eq!(
        on("server: drop key in memory [cascade]\n  other server: drop key in memory [cascade]"),
        ["ann/a = 0: memory(0)", "ann/b = 0: memory(0)"]
    );
    // A choice is no guarantee.
    assert_eq!(
        on("opt perhaps {\n    every server: drop key in memory [cascade]\n  }"),
        ["ann/a = unbounded: memory(unbounded)", "ann/b = unbounded: memory(unbounded)"]
    );
}

#[test]
fn a_guarded_layer_may_be_filled_again_from_behind() {
    // The memory is emptied at every write, but filled again from a replica that is outdated for 5 m; after that no
    // write empties it.
    let program = "resource a \"/a/{id}\"\ndevice server {\n  storage memory\n}\nstorage replica [ttl=5m]\n\
                   storage db [origin]\nuser ann\non write key at server {\n  server: drop key in memory\n}\n";
    assert_eq!(told(program), ["ann/a = unbounded: memory(unbounded) + replica(300000)"]);
}

#[test]
fn a_condition_or_another_writer_breaks_the_guard() {
    let program = "resource a \"/a/{id}\"\ndevice server {\n  storage memory\n}\ndevice worker\n\
                   storage db [origin]\nuser ann\n";
    let guard = "on write key at server {\n  server: drop key in memory\n}\n";
    assert_eq!(told(&format!("{program}{guard}")), ["ann/a = 0: memory(0)"]);
    let conditional = guard.replace("server {", "server unless batch {");
    assert_eq!(told(&format!("{program}{conditional}")), ["ann/a = unbounded: memory(unbounded)"]);
    let other = "scenario s {\n  worker -> db: write /a/1\n}\n";
    assert_eq!(told(&format!("{program}{guard}{other}")), ["ann/a = unbounded: memory(unbounded)"]);
}

#[test]
fn readers_alike_stand_together_and_ways_count() {
    // Ann and Ben pass the CDN, Cem does not.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage cdn [http=shared]\nstorage db [origin]\n\
                   route direct: db\nuser ann\nuser ben\nuser cem [via=direct]\n";
    assert_eq!(told(program), ["ann ben/a = 60000: cdn(60000)", "cem/a = 0: "]);
}

#[test]
fn a_read_takes_its_time() {
    // 5 ms to the CDN and 20 ms to the database, there and back: 50 ms after the 60 s.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nstorage cdn [http=shared, latency=5ms]\n\
                   storage db [origin, latency=20ms]\nuser ann\n";
    assert_eq!(told(program), ["ann/a = 60050: cdn(60000) + (50)"]);
    let found = bounds(&program.replace(", latency=20ms", ""));
    assert_eq!(found[0].millis, Some(60_010));
    assert_eq!(found[0].undeclared, ["db"]);
}

#[test]
fn the_longest_of_a_readers_ways_counts() {
    // Her own way passes no cache. Once she asks by the long one: 60 s in the CDN, then 10 s in her page, which both ways pass.
    let program = "resource a \"/a/{id}\" [max-age=60s]\nresource b \"/b/{id}\" [max-age=60s]\n\
                   storage query [per=page, stale-time=10s]\nstorage cdn [http=shared]\nstorage db [origin]\n\
                   route short: query > db\nroute long: query > cdn > db\nuser ann [via=short]\n";
    assert_eq!(told(program), ["ann/a = 10000: query(10000)", "ann/b = 10000: query(10000)"]);
    let asks = format!("{program}given /a/1 = @a\nann => GET /a/1 [via=long]\n");
    assert_eq!(told(&asks), ["ann/a = 70000: query(10000) + cdn(60000)", "ann/b = 10000: query(10000)"]);
    // As a policy chooses: the outcome of the rule that holds for that question, and no other.
    let policy = "policy p {\n  fact far \"far\"\n  when far => long\n  otherwise => short\n}\n";
    let near = format!("{program}{policy}given /a/1 = @a\nann => GET /a/1 [policy=p]\n");
    assert_eq!(told(&near), ["ann/a = 10000: query(10000)", "ann/b = 10000: query(10000)"]);
    let far = near.replace("policy=p]", "policy=p, far]");
    assert_eq!(told(&far), ["ann/a = 70000: query(10000) + cdn(60000)", "ann/b = 10000: query(10000)"]);
    // Of whatever a method is called for.
    let method = format!("{program}method look [by=user] {{\n  caller => GET key [via=long]\n}}\n");
    assert_eq!(told(&method), ["ann/a = 70000: query(10000) + cdn(60000)", "ann/b = 70000: query(10000) + cdn(60000)"]);
}

#[test]
fn behind_a_copy_that_others_fill_too_their_way_goes_on() {
    // Ann's miss goes from the edge to the database, Ben's by a shield that keeps for 5 m: what he fetched there is what she gets.
    let program = "resource a \"/a/{id}\"\nstorage edge [ttl=10s]\nstorage shield [ttl=5m]\nstorage db [origin]\n\
                   route direct: edge > db\nroute shielded: edge > shield > db\n\
                   user ann [via=direct]\nuser ben [via=shielded]\n";
    assert_eq!(told(program), ["ann ben/a = 310000: edge(10000) + shield(300000)"]);
    // Where each has an edge of their own, hers holds what she has fetched.
    let own = program.replace("edge [ttl", "edge [per=user, ttl");
    assert_eq!(told(&own), ["ann/a = 10000: edge(10000)", "ben/a = 310000: edge(10000) + shield(300000)"]);
    // As it does where each provider has one; but a third person of Ben's shares his, whatever way is theirs.
    let isp = own.replace("per=user", "per=isp").replace("via=direct", "isp=x, via=direct");
    let isp = isp.replace("via=shielded", "isp=y, via=shielded");
    assert_eq!(
        told(&format!("{isp}user cem [isp=y, via=direct]\n")),
        ["ann/a = 10000: edge(10000)", "ben cem/a = 310000: edge(10000) + shield(300000)"]
    );
    // Two people at one profile share its copies.
    let profile = own.replace("per=user", "per=profile").replace("via=shielded", "profile=ann, via=shielded");
    assert_eq!(told(&profile), ["ann ben/a = 310000: edge(10000) + shield(300000)"]);
    // A server that asks fills what it passes.
    let server = "resource a \"/a/{id}\"\nstorage edge [ttl=10s]\nstorage shield [ttl=5m]\nstorage db [origin]\n\
                  device server\nroute direct: edge > db\nroute shielded: edge > shield > db\nuser ann [via=direct]\n";
    assert_eq!(told(server), ["ann/a = 10000: edge(10000)"]);
    let asks = format!("{server}given /a/1 = @a\nserver => GET /a/1 [via=shielded]\n");
    assert_eq!(told(&asks), ["ann/a = 310000: edge(10000) + shield(300000)"]);
    // So does one that calls a method, by its own route; a user who calls goes their own.
    let calls = |by: &str| {
        let server = server.replace("device server", "device server [via=shielded]");
        told(&format!("{server}method look [by={by}] {{\n  caller => GET key\n}}\n"))
    };
    assert_eq!(calls("server"), ["ann/a = 310000: edge(10000) + shield(300000)"]);
    assert_eq!(calls("user"), ["ann/a = 10000: edge(10000)"]);
}

#[test]
fn ways_without_number_are_not_told() {
    // Each of 24 caches asks each behind it, by somebody's route: 2^23 ways from the first one.
    let mut program = String::from("resource a \"/a/{id}\"\nstorage db [origin]\n");
    (0..24).for_each(|n| program += &format!("storage s{n} [ttl=1s]\n"));
    for (from, to) in (0..24).flat_map(|from| (from + 1..24).map(move |to| (from, to))) {
        program += &format!("route r{from}x{to}: s{from} > s{to} > db\nuser u{from}x{to} [via=r{from}x{to}]\n");
    }
    assert!(told(&format!("{program}route first: s0 > db\nuser ann [via=first]\n")).is_empty());
}
