//! Small models from a seed: the same seed gives the same program on every machine.

use std::fmt::Write as _;

/// What a model has been given on purpose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Has {
    pub crash: bool,
    pub par: bool,
    pub instances: bool,
    pub reorder: bool,
    pub alt: bool,
    pub opt: bool,
    pub repeat: bool,
    pub open: bool,
    pub evicts: bool,
}

/// A program.
pub struct Made {
    pub text: String,
    pub has: Has,
}

struct Maker {
    state: u64,
    out: String,
    values: u32,
    channel: bool,
    has: Has,
}

/// The program of a seed.
pub fn made(seed: u64) -> Made {
    let mut maker = Maker { state: seed, out: String::new(), values: 1, channel: false, has: Has::default() };
    maker.program(seed % 10);
    Made { text: maker.out, has: maker.has }
}

impl Maker {
    /// `SplitMix64`.
    fn below(&mut self, end: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        let at = self.below(of.len() as u64);
        of[usize::try_from(at).unwrap()]
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:depth$}{text}", "");
    }

    fn program(&mut self, theme: u64) {
        self.has.crash = theme == 0 || self.once_in(9);
        self.has.par = theme == 1 || theme == 8 || self.once_in(9);
        self.channel = theme == 2 || theme == 9 || self.once_in(6);
        self.has.instances = theme == 3 || self.once_in(5);
        self.has.reorder = theme == 4 || self.once_in(9);
        self.declarations(theme);
        for claim in ["read-your-writes", "monotonic-reads", "convergence within 5m", "bounded-staleness 30s"] {
            if self.once_in(4) {
                self.line(0, &format!("claim {claim}"));
            }
        }
        let attributes = if self.has.reorder { " [explore=reorder]" } else { "" };
        self.line(0, &format!("scenario s \"S\"{attributes} {{"));
        self.given();
        match theme {
            1 | 8 => self.par(),
            2 | 9 => self.line(2, "server ~> sse: node:1 update"),
            5 => self.fragment(2),
            _other => {}
        }
        if self.has.par && theme != 1 && theme != 8 {
            self.par();
        }
        let busy = self.has.par || self.has.crash || self.has.reorder;
        let least = if busy || self.channel { 2 } else { 3 };
        let count = if theme == 1 || theme == 8 { 1 } else { least + self.below(2) };
        for _ in 0..count {
            self.statement(2, !busy);
        }
        self.expect(2);
        self.expect(2);
        if self.has.crash {
            self.crash();
        }
        self.line(0, "}");
    }

    fn declarations(&mut self, theme: u64) {
        self.line(0, "// allow: unused-storage, unused-method");
        self.line(0, "resource node \"/nodes/{id}\"");
        if self.once_in(4) {
            self.line(0, "resource list \"/nodes\" depends on node");
        }
        let open = theme == 6 || self.once_in(2);
        let evicts = theme == 7 || self.once_in(6);
        let library = !open && self.once_in(2);
        let disk = match (library, open) {
            (true, _) => "stale-time=0s, clears=reload",
            (false, true) => "http=private",
            (false, false) => "http=private, ttl=1m",
        };
        self.has.open = open;
        self.line(0, &format!("device browser \"Browser\" [per=user] {{\n  storage disk \"Disk\" [{disk}]\n}}"));
        let busy = self.has.par || self.has.crash || self.has.reorder;
        if !busy && self.once_in(3) {
            let ttl = self.one(&["", ", ttl=5m", ", ttl=10s"]);
            self.has.open |= ttl.is_empty();
            self.line(0, &format!("storage proxy \"Proxy\" [per=isp, http=shared{ttl}]"));
        }
        let count = if self.has.instances { 2 } else { 1 };
        let ttl = self.one(&["", ", ttl=1m"]);
        let lost = if evicts { ", evicts" } else { "" };
        self.has.evicts = evicts;
        let mem = format!("storage mem \"Memory\" [per=instance, clears=deploy{ttl}{lost}]");
        self.line(0, &format!("device server \"Server\" [instances={count}] {{\n  {mem}\n}}"));
        self.line(0, "storage db \"Database\" [origin]");
        let isp = self.one(&["a", "b"]);
        self.line(0, &format!("user alice [isp=a]\nuser bob [isp={isp}]"));
        self.line(0, "method forget [by=user] {\n  caller: invalidate key in disk\n}");
        self.reactions();
    }

    fn reactions(&mut self) {
        let drops = self.once_in(2);
        if drops || self.channel {
            self.line(0, "on write key at server {");
            if drops {
                self.line(2, "server: drop key in mem");
            }
            if self.channel {
                self.line(2, "server ~> sse: node:1 update");
            }
            self.line(0, "}");
        }
        if self.channel {
            let delivery = self.one(&["at-most-once", "at-most-once", "at-least-once"]);
            self.line(0, &format!("channel sse \"Events\" [from=server, to=browser, delivery={delivery}]"));
            let does =
                self.one(&["browser: drop key in disk", "browser => GET key", "browser: invalidate key in disk"]);
            self.line(0, &format!("on event node at browser {{\n  {does}\n}}"));
        }
    }

    fn given(&mut self) {
        let within = self.one(&["every storage", "every storage", "db, disk", "db"]);
        self.line(2, &format!("given /nodes/1 = @v0 in {within}"));
        if within == "every storage" && self.once_in(4) {
            let age = self.one(&["expired", "marked", "age=50s"]);
            self.line(2, &format!("given /nodes/1 = @v0 in disk [{age}]"));
        }
    }

    fn user(&mut self) -> &'static str {
        self.one(&["alice", "bob"])
    }

    /// One that has been written, most often the last.
    fn value(&mut self) -> u32 {
        let last = self.values - 1;
        if self.once_in(3) { u32::try_from(self.below(u64::from(self.values))).unwrap() } else { last }
    }

    fn statement(&mut self, depth: usize, nests: bool) {
        match self.below(if nests { 12 } else { 9 }) {
            0..=2 => {
                let user = self.user();
                self.read(depth, user);
            }
            3 | 4 => {
                let user = self.user();
                self.write(depth, user);
            }
            5 => {
                let user = self.user();
                self.line(depth, &format!("{user}: forget /nodes/1"));
            }
            6 => self.small(depth),
            7 => self.expect(depth),
            8 => {
                let user = self.user();
                let value = self.value();
                self.line(depth, &format!("{user} sees @v{value}"));
            }
            _other => self.fragment(depth),
        }
    }

    fn small(&mut self, depth: usize) {
        let channel = self.channel;
        let user = self.user();
        match self.below(5) {
            0 => self.line(depth, "wait 2m"),
            1 if channel => self.line(depth, "server ~> sse: node:1 update"),
            1 | 2 => self.line(depth, &format!("{user} ~> server: drop /nodes/1 in mem")),
            3 => self.line(depth, "deploy server"),
            _other => self.line(depth, &format!("reload {user}")),
        }
    }

    fn read(&mut self, depth: usize, user: &str) {
        let how = self.one(&["", "", "", " [no-cache]", " [brief]"]);
        self.line(depth, &format!("{user} => GET /nodes/1{how}"));
        if !self.once_in(3) {
            let value = self.value();
            let then = if self.once_in(5) { format!(" then @v{}", self.value()) } else { String::new() };
            self.line(depth, &format!("{user} sees @v{value}{then}"));
        }
    }

    fn write(&mut self, depth: usize, user: &str) {
        let value = self.values;
        self.values += 1;
        if self.once_in(2) {
            self.line(depth, &format!("{user} -> server: POST /nodes/1/claim"));
            self.line(depth, &format!("server -> db: write /nodes/1 = @v{value}"));
            self.line(depth, &format!("server --> {user}: 200"));
        } else {
            self.line(depth, &format!("server -> db: write /nodes/1 = @v{value}"));
        }
    }

    fn fragment(&mut self, depth: usize) {
        let heads = match self.below(6) {
            0 => {
                self.has.alt = true;
                vec!["alt mem holds @v0 of /nodes/1 {", "} else otherwise {"]
            }
            1 => {
                self.has.alt = true;
                vec!["alt one way {", "} else another {"]
            }
            2 => {
                self.has.opt = true;
                vec!["opt perhaps {"]
            }
            3 => {
                self.has.repeat = true;
                vec!["loop 2 twice {"]
            }
            4 => {
                self.has.repeat = true;
                vec!["loop again {"]
            }
            _other => vec!["critical alone {"],
        };
        for head in heads {
            // A copy of a storage with several must be named.
            let head = if self.has.instances { head.replace("mem holds", "server.1.mem holds") } else { head.into() };
            self.line(depth, &head);
            self.statement(depth + 2, false);
        }
        self.line(depth, "}");
    }

    fn par(&mut self) {
        self.line(2, "par {");
        for at in 0..2 {
            if at > 0 {
                self.line(2, "} and {");
            }
            let user = if at == 0 { "alice" } else { "bob" };
            match self.below(4) {
                0 | 1 => self.read(4, user),
                2 => self.write(4, user),
                _other => self.statement(4, false),
            }
            if self.once_in(3) {
                let value = self.value();
                self.line(4, &format!("{user} sees @v{value}"));
            }
        }
        self.line(2, "}");
    }

    fn expect(&mut self, depth: usize) {
        let user = self.user();
        let value = self.value();
        let text = match self.below(11) {
            0 => "expect every mem holds latest".to_owned(),
            1 => "expect no storage holds stale".to_owned(),
            2 => format!("expect {user} sees latest"),
            3 => format!("possible {user} sees @v{value}"),
            4 => "expect at most 1 origin read".to_owned(),
            5 if self.channel => "expect exactly 1 event on sse per write".to_owned(),
            5 | 6 => format!("expect staleness of /nodes/1 for {user} <= 200ms"),
            7 => format!("expect some disk holds @v{value}"),
            8 => format!("expect {user} sees @v{value}"),
            9 if self.has.instances => "possible /nodes/1 empty in server.2.mem".to_owned(),
            9 => "possible /nodes/1 empty in mem".to_owned(),
            _other => format!("expect every disk holds @v{value} of /nodes/1"),
        };
        self.line(depth, &text);
    }

    fn crash(&mut self) {
        let who = self.one(&["server", "alice", "server"]);
        let who = if who == "server" && self.has.instances { "server.1" } else { who };
        self.line(2, &format!("crash {who} anywhere {{"));
        let user = self.user();
        self.read(4, user);
        if self.once_in(3) {
            self.expect(4);
        }
        self.line(2, "}");
    }
}
