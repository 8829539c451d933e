//! The table of codes: errors have numbers, advice (lints) has names. Each has a page, shown by `cachediag explain`.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $id:literal $severity:ident $title:literal;)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that users see and type: `E201`, `unused-storage`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What it is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// Its own severity.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// Its page: what it means, a wrong and a right program.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $id, ".md")),)* }
            }
        }
    };
}

codes! {
    // E1xx: text
    StrayCharacter      "E101" Error "a character that no rule knows";
    UnclosedString      "E102" Error "a quoted name without its closing quote";
    UnclosedBlock       "E103" Error "a block without its closing brace";
    StrayBrace          "E104" Error "a closing brace that closes nothing";
    UnknownStatement    "E105" Error "a line that is no statement";
    Expected            "E106" Error "something is missing or wrong in a statement";
    UnclosedBracket     "E107" Error "attributes without their closing bracket";
    Misplaced           "E108" Error "a statement that does not belong here";
    DanglingOperand     "E109" Error "`else` or `and` without its fragment";
    TooDeep             "E110" Error "blocks nested too deeply";
    BadDuration         "E111" Error "a duration that is none";
    EmptyFile           "E112" Error "a file that draws nothing";

    // E2xx: names
    UnknownParticipant  "E201" Error "a participant that is not declared";
    UnknownStorage      "E202" Error "a storage that is not declared";
    UnknownResource     "E203" Error "a resource that is not declared";
    UnknownRoute        "E204" Error "a route that is not declared";
    UnknownMethod       "E205" Error "a method that is not declared";
    UnknownChannel      "E206" Error "a channel that is not declared";
    UnknownPolicy       "E207" Error "a policy that is not declared";
    UnknownFact         "E208" Error "a fact that its policy does not have";
    UnknownScenario     "E209" Error "a scenario that is not declared";
    UnknownTone         "E210" Error "a tone that is neither built in nor declared";
    UnknownDevice       "E211" Error "a device that is not declared";
    UnknownUser         "E212" Error "a user that is not declared";
    Doubled             "E213" Error "a name declared twice";
    AmbiguousCopy       "E214" Error "a storage with several copies and nothing that says which";
    NoSuchCopy          "E215" Error "an instance that does not exist";

    // E3xx: declarations
    UnknownAttribute    "E301" Error "an attribute that the thing does not have";
    AttributeType       "E302" Error "an attribute of the wrong type";
    AttributeTwice      "E303" Error "an attribute given twice";
    MissingDimension    "E304" Error "a dimension that no user carries";
    SeveralOrigins      "E305" Error "a resource with several origins and nothing that says which";
    NoOrigin            "E306" Error "a program without an origin";
    CircularDependency  "E307" Error "resources that depend on each other in a circle";
    RouteOrder          "E308" Error "a route that does not end at an origin or passes a storage twice";
    BadPattern          "E309" Error "a key pattern that is none";
    Contradiction       "E310" Error "attributes that exclude each other";
    BadColour           "E311" Error "a colour that is none";
    RuleAfterOtherwise  "E312" Error "a rule after `otherwise`";
    MatrixWidth         "E313" Error "a believed matrix row of the wrong width";
    MatrixDiffers       "E314" Error "a believed matrix row that the declarations contradict";

    // E4xx: steps and messages
    UnknownKey          "E401" Error "a key that matches no resource";
    NotHttp             "E402" Error "an HTTP request to a storage that does not speak HTTP";
    WrongReceiver       "E403" Error "an operation that its receiver cannot carry out";
    OffRoute            "E404" Error "a hop that follows no route";
    NoRequest           "E405" Error "a response without a request";
    AnsweredTwice       "E406" Error "a request answered twice";
    WrongCaller         "E407" Error "a method called by the wrong kind of caller";
    ReadByAction        "E408" Error "a read written as an action";
    NotAUser            "E409" Error "only users see";
    WrongReply          "E410" Error "a reply that contradicts the kind of its sender";
    Lifespan            "E411" Error "a participant used before it is created or after it is destroyed";
    NotActive           "E412" Error "a deactivation without activation";
    CircularPlay        "E413" Error "scenarios that play each other in a circle";
    AnywhereNotLast     "E414" Error "`crash … anywhere` that does not stand last";
    BadLink             "E415" Error "a link that is neither http, https nor relative";
    GivenOnOrigin       "E416" Error "a starting state that an origin cannot have";

    ImpossibleAnswer    "E417" Error "an answer that its sender could not give";
    AgainstRules        "E418" Error "a cache filled with what it may not store";
    UndecidedRead       "E419" Error "a read that its policy does not decide";

    // E5xx: claims
    UnknownClaim        "E501" Error "a claim in no known form";
    ClaimNeedsCopy      "E502" Error "a claim on a storage with several copies";
    ClaimAboutNothing   "E503" Error "a claim about something that does not exist";

    // E6xx: imports, limits and output
    ImportNotFound      "E601" Error "an import that cannot be read";
    ImportOutside       "E602" Error "an import from outside the root folder";
    ImportCircle        "E603" Error "files that import each other in a circle";
    TooLarge            "E604" Error "a limit was reached";
    UnknownView         "E605" Error "a view that the file does not have";
    NotUtf8             "E606" Error "a file that is not UTF-8 text";
    UnmatchedMarker     "E607" Error "a marker in Markdown without its other half";
    BadMarker           "E608" Error "a marker in Markdown that cannot be followed";
    BadOption           "E609" Error "an option of a diagram in a book that cannot be followed";
    MermaidLine         "E610" Error "a line of a Mermaid diagram that cannot be read";
    NoDiagram           "E611" Error "a file without a Mermaid sequence diagram";
    MermaidBlock        "E612" Error "a block of a Mermaid diagram that does not fit";
    MermaidLifeline     "E613" Error "a lifeline of a Mermaid diagram that does not fit";

    // advice
    LooksLikeOperation  "looks-like-operation"  Warning "text that looks like an operation but is none";
    LooksLikeAttribute  "looks-like-attribute"  Warning "text in brackets that looks like attributes but is none";
    PrivateShared       "private-in-shared"     Warning "a private resource whose route passes a shared storage that keeps it";
    UnusedStorage       "unused-storage"        Warning "a storage that nothing uses";
    UnusedParticipant   "unused-participant"    Warning "a participant that is never mentioned";
    UnusedMethod        "unused-method"         Warning "a method that is never called";
    WouldHaveAnswered   "would-have-answered"   Warning "a storage that would have answered while the diagram goes on";
    ClaimFails          "claim-fails"           Warning "a claim that some run breaks";
    ClaimHolds          "claim-holds"           Warning "a claim that is marked `[fails]` and holds";
    ReactionLoop        "reaction-loop"         Warning "reactions that set each other off without end";
    UndecidedFacts      "undecided-facts"       Warning "a combination of facts that a policy does not decide";
    UnreachableRule     "unreachable-rule"      Warning "a rule of a policy that never fires";
    PoliciesDiffer      "policies-differ"       Warning "two policies over the same facts that disagree";
    UnusedFact          "unused-fact"           Warning "a fact that no rule of its policy asks for";
    UncheckedPolicy     "unchecked-policy"      Warning "a policy that is too large to be looked into";
    LooksLikeRoute      "looks-like-route"      Warning "an outcome that looks like a route but is none";
    UnheardEvent        "unheard-event"         Warning "an event that no reaction listens to";
    UnsentEvent         "unsent-event"          Warning "a reaction to an event that nothing sends";
    EventShape          "event-shape"           Warning "an event that does not fit the fields of its channel";
    UnreachedDependent  "unreached-dependent"   Warning "a dependent resource that no rule reaches";
    TrailingSlash       "trailing-slash"        Warning "a path with and without a slash at its end";
    UnknownLint         "unknown-lint"          Warning "an `allow` for a lint that does not exist";
    NoCounterpart       "no-counterpart"        Warning "something of Mermaid that the language does not have";
    MissingGlyph        "missing-glyph"         Warning "a character that no bundled font has";
}

impl Code {
    /// The code of that name; upper and lower case alike.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.id().eq_ignore_ascii_case(id))
    }
}
