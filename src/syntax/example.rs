//! A line of each kind, for those whose author is told how it is written.

use crate::syntax::keyword::Start;

/// A line as it is written.
pub(super) fn of(start: Start) -> &'static str {
    match start {
        Start::Title => "title: Words",
        Start::Import => "import \"common.cd\"",
        Start::Resource => "resource node \"/nodes/{id}\" depends on list",
        Start::Device => "device server \"Server\" { … }",
        Start::Storage => "storage cdn \"CDN\" [http=shared]",
        Start::User => "user alice \"Alice\" [isp=a]",
        Start::Route => "route direct: cdn > db",
        Start::Method => "method purge \"Purge\" { … }",
        Start::Channel => "channel events \"Events\"",
        Start::Reaction => "on write key at server { … }",
        Start::Policy => "policy cdn \"Which route\" { … }",
        Start::Fact => "fact logged-in \"the user is logged in\"",
        Start::When => "when logged-in and not forced => direct",
        Start::Otherwise => "otherwise => direct",
        Start::Flow => "flow request \"A request's way\" { … }",
        Start::Scenario => "scenario edit \"An edit\" { … }",
        Start::Claim => "claim read-your-writes",
        Start::Writing => "text background { … }",
        Start::Tone => "tone brand \"#2f5fd0\"",
        Start::Given => "given /nodes/1 = @v in every storage",
        Start::Expect => "expect alice sees latest",
        Start::Possible => "possible alice sees stale",
        Start::Note => "note over alice, server: text",
        Start::Wait => "wait 5m: text",
        Start::Fragment(_) => "alt text { … } else text { … }",
        Start::Happening => "crash server: text",
        Start::Lifespan => "create server",
        Start::Play => "play edit",
        Start::Show => "show alice, server",
        Start::Hide => "hide alice, server",
        Start::Reference => "ref over alice, server: text",
        Start::Link => "link server: \"Title\" https://example.org",
        Start::Message => "alice -> server: text",
        Start::Read => "alice => GET /nodes/1 [no-cache]",
        Start::Sees => "alice sees @old then @new",
        Start::Action => "alice: text",
        Start::Property => "how: text",
        Start::Chain => "request -> kind? \"Which kind?\"",
        Start::Divider => "== text ==",
        Start::Gap => "... text ...",
    }
}
