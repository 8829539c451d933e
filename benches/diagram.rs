//! Generated diagrams: 8 participants, a note every 10 messages, a fragment every 25.

use std::fmt::Write as _;

/// A scenario of that many messages over declared storages.
pub fn diagram(messages: usize) -> String {
    let mut text = String::from(
        "title: Generated\n\nresource node \"/nodes/{id}\"\n\n\
         device browser \"Browser\" [per=user] {\n  storage memory \"Memory\" [per=page, clears=reload]\n  \
         storage disk \"Disk\" [per=profile, http=private]\n}\n\
         storage proxy \"Proxy\" [http=shared]\nstorage cdn \"CDN\" [http=shared]\n\
         device server \"Server\" {\n  storage cache \"Server cache\"\n}\n\
         storage db \"Database\" [origin]\n\nuser alice\nuser bob\n\nscenario generated {\n  alice => GET /nodes/0\n  bob => GET /nodes/0\n",
    );
    let hops = [
        ("alice", "->", "proxy", "GET /nodes/{} [no-cache]"),
        ("proxy", "->", "cdn", "GET /nodes/{}"),
        ("cdn", "->", "server", "GET /nodes/{}"),
        ("server", "->", "db", "read /nodes/{}"),
        ("db", "-->", "server", "@value"),
        ("server", "-->", "cdn", "200 @value"),
        ("cdn", "-->", "proxy", "200 @value"),
        ("proxy", "-->", "alice", "200 @value"),
    ];
    let mut open = false;
    for n in 0..messages {
        if n % 25 == 0 {
            if open {
                text.push_str("  }\n");
            }
            let _ = writeln!(text, "  group part {} {{", n / 25 + 1);
            open = true;
        }
        if n % 10 == 9 {
            text.push_str("    note over alice, cdn: what the caches hold by now\n");
        }
        let (from, arrow, to, label) = hops[n % hops.len()];
        let label = label.replace("{}", &(n / hops.len() % 7 + 1).to_string());
        let _ = writeln!(text, "    {from} {arrow} {to}: {label}");
    }
    if open {
        text.push_str("  }\n");
    }
    text.push_str("}\n");
    text
}
