/*
Language: cachediag
Description: caching designs whose sequence diagrams are checked against the declared caches
Category: protocols

Use it as any language of highlight.js:

    hljs.registerLanguage("cachediag", cachediag);
*/

/** The words, by what they do. A test compares them with those of the compiler. */
const WORDS = {
  declarations: [
    "import", "resource", "device", "storage", "user", "route", "method", "channel", "policy", "fact", "flow",
    "scenario", "tone", "text",
  ],
  titles: ["title", "description"],
  steps: [
    "note", "wait", "crash", "reload", "close", "reboot", "deploy", "create", "destroy", "activate", "deactivate",
    "play", "show", "hide", "ref", "given",
  ],
  links: ["link"],
  fragments: ["alt", "opt", "loop", "par", "break", "critical", "group", "else", "and"],
  claims: ["claim", "expect", "possible"],
  reactions: ["on"],
  rules: ["when"],
  lastRules: ["otherwise"],
  methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE", "OPTIONS"],
  verbs: ["read", "write", "store", "invalidate", "drop"],
  quantifiers: ["every", "other", "some", "no"],
  conditions: ["and", "or", "not"],
  behindDeclarations: ["depends", "on"],
  behindReactions: ["write", "invalidate", "event", "request", "at", "when", "unless"],
  behindSteps: ["over", "left", "right", "of", "on", "anywhere", "in", "empty"],
  behindClaims: [
    "sees", "holds", "then", "of", "for", "on", "in", "per", "at", "most", "least", "exactly", "event", "events",
    "carries", "staleness", "empty", "request", "origin", "read", "reads", "write", "latest", "stale",
    "read-your-writes", "monotonic-reads", "bounded-staleness", "convergence", "within", "private", "resources",
    "stay", "out", "shared", "storages", "do", "not", "loop", "invalidation", "covers", "dependents",
  ],
  shown: ["sees", "then"],
  replies: ["miss"],
};

export default function cachediag(hljs) {
  const LETTER = /[\p{L}_]/.source;
  const NAME = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*/u;
  const PLACE = `(?:(?:${WORDS.quantifiers.join("|")})\\s+)?${NAME.source}(?:\\.[\\p{L}\\p{Nd}_-]+)*`;
  // Before one of these a word is a participant.
  const PARTICIPANT = /\s*(?:->|-->|~>|-\/>|=>|\.|:|sees\b|\?)/.source;

  const any = (words) => `(?:${words.join("|")})`;
  const LINE = "(?<=^[ \\t]*)";
  const start = (words) => new RegExp(`${LINE}${any(words)}(?=\\s)(?!${PARTICIPANT})`, "mu");
  const words = (list, scope) => ({ scope, match: new RegExp(`(?<=\\s)${any(list)}(?=\\s|$)`, "u") });

  const COMMENT = { scope: "comment", match: /(?<=\s)\/\/.*$/m };
  const STRING = { scope: "string", match: /"(?:[^"\\\n]|\\.)*"/ };
  const VALUE = { scope: "variable.constant", match: /@[\p{L}\p{M}\p{Nd}_]+(?:-[\p{L}\p{M}\p{Nd}_]+)*/u };
  const NUMBER = { scope: "number", match: /(?<![\p{L}\p{Nd}_-])[0-9]+(?:ms|[smhd])?(?![\p{L}\p{Nd}_-])/u };
  const KEY = {
    scope: "symbol",
    variants: [
      { match: /\/(?!\/)[^\s,[\]]*/ },
      { match: new RegExp(`${NAME.source}:(?:[\\p{L}\\p{Nd}_-]+|\\{[^}\\s]*\\})`, "u") },
      { match: new RegExp(`\\{${NAME.source}\\}`, "u") },
    ],
  };
  const ARROW = { scope: "operator", match: /-->|->|~>|-\/>|=>|<=/ };
  const QUANTIFIER = {
    scope: "keyword",
    match: new RegExp(`(?<![\\p{L}\\p{Nd}_-])${any(WORDS.quantifiers)}(?=\\s+${LETTER})`, "u"),
  };
  const OTHER = { match: NAME };
  const ATTRIBUTES = {
    begin: /(?<!\\)\[(?=\s*[\p{L}_][^[\]]*\]\s*(?:\{|depends\s|:|$|\/\/))/mu,
    end: /\]/,
    contains: [
      { scope: "attr", match: new RegExp(`(?<=[[,]\\s*)${NAME.source}`, "u") },
      STRING,
      VALUE,
      NUMBER,
      KEY,
    ],
  };
  const CODE = { scope: "code", match: /`[^`\n]*`/ };
  const METHOD = { scope: "built_in", match: new RegExp(`(?<=\\s)${any(WORDS.methods)}(?=\\s)`, "u") };
  const VERB = {
    scope: "built_in",
    match: new RegExp(
      `(?<=:\\s*)(?:${any(WORDS.methods)}(?=\\s+\\S)|${any(WORDS.verbs)}(?=\\s+(?:[/{]|${NAME.source}(?:$|\\s*[,=[:]|\\s+in\\s))))`,
      "mu",
    ),
  };
  const STATUS = { scope: "number", match: /(?<=:\s*)[1-5][0-9][0-9](?=\s|$)/m };
  const MISS = { scope: "literal", match: new RegExp(`(?<=:\\s*)${any(WORDS.replies)}(?=\\s*(?:$|\\[))`, "m") };
  const IN = { scope: "keyword", match: /(?<=\s)in(?=\s+[\p{L}_.-]+(?:\s*,\s*[\p{L}_.-]+)*\s*(?:$|\[))/mu };
  const PATH = { scope: "symbol", match: /(?<=\s)\/(?!\/)[^\s,[\]]*/ };
  const LABEL = {
    begin: /(?<=[^\n]):(?=\s|$|\S)/,
    end: /$/,
    contains: [COMMENT, ATTRIBUTES, VERB, STATUS, MISS, IN, VALUE, PATH, CODE, { scope: "string", match: /[^\s`@[\]/]+/ }],
  };
  const line = (begin, scope, contains) => ({ begin, beginScope: scope, end: /$/, contains: [COMMENT, ...contains] });

  return {
    name: "cachediag",
    aliases: ["cd"],
    unicodeRegex: true,
    case_insensitive: false,
    contains: [
      { scope: "doctag", match: /(?<=^[ \t]*)\/\/\/(?!\/).*$/m },
      { scope: "comment", match: /(?<=^[ \t]*(?:\}[ \t]*)?)\/\/.*$/m },
      {
        begin: [/^[ \t]*/, /text/, /[ \t]+/, NAME, /[ \t]*\{[ \t]*$/],
        beginScope: { 2: "keyword", 4: "title" },
        end: /^[ \t]*\}[ \t]*$/,
        subLanguage: "markdown",
      },
      line(new RegExp(`${LINE}${any(WORDS.titles)}(?=:)`, "m"), "keyword", [
        { scope: "section", match: /(?<=:).*?(?=\s+\/\/|$)/m },
      ]),
      { scope: "section", match: /(?<=^[ \t]*)==.*==/m },
      { scope: "string", match: /(?<=^[ \t]*)\.\.\.(?:.*\.\.\.)?/m },
      line(start(WORDS.declarations), "keyword", [
        STRING,
        ATTRIBUTES,
        words(WORDS.behindDeclarations, "keyword"),
        { scope: "title", match: new RegExp(`(?<=^\\s*(?:${WORDS.declarations.join("|")})\\s+)${NAME.source}`, "mu") },
        OTHER,
      ]),
      line(start(WORDS.reactions), "keyword", [words(WORDS.behindReactions, "keyword"), METHOD, KEY, QUANTIFIER, STRING, OTHER]),
      line(start(WORDS.rules), "keyword", [words(WORDS.conditions, "keyword"), ARROW, LABEL, ATTRIBUTES, OTHER]),
      line(new RegExp(`${LINE}${any(WORDS.lastRules)}(?=\\s*=>)`, "m"), "keyword", [ARROW, LABEL, ATTRIBUTES, OTHER]),
      line(start(WORDS.links), "keyword", [STRING, { scope: "link", match: /(?<="\s+)\S+/ }, OTHER]),
      line(start(WORDS.claims), "keyword", [
        ATTRIBUTES,
        words(WORDS.behindClaims, "keyword"),
        METHOD,
        QUANTIFIER,
        VALUE,
        NUMBER,
        KEY,
        ARROW,
        OTHER,
      ]),
      line(new RegExp(`(?<=^[ \\t]*(?:\\}[ \\t]*)?)${any(WORDS.fragments)}(?=\\s|:.*\\{)(?!\\s*(?:->|-->|~>|-/>|=>|\\.|sees\\b|\\?))`, "mu"), "keyword", [
        ATTRIBUTES,
        { match: /\{\s*\}?\s*$/m },
        words(["holds", "of", "latest", "stale"], "keyword"),
        VALUE,
        NUMBER,
        KEY,
        { scope: "string", match: /[^\s{}@[\]]+/ },
      ]),
      line(start(WORDS.steps), "keyword", [
        LABEL,
        ATTRIBUTES,
        words(WORDS.behindSteps, "keyword"),
        QUANTIFIER,
        VALUE,
        NUMBER,
        KEY,
        STRING,
        OTHER,
      ]),
      line(new RegExp(`${LINE}${PLACE}(?=\\s*=>)`, "mu"), "variable", [
        ARROW,
        ATTRIBUTES,
        words(["GET", "HEAD", "read"], "built_in"),
        KEY,
        OTHER,
      ]),
      line(new RegExp(`${LINE}${PLACE}(?=\\s+sees\\b)`, "mu"), "variable", [words(WORDS.shown, "keyword"), VALUE, ATTRIBUTES]),
      line(new RegExp(`${LINE}${PLACE}\\??(?=(?:\\s+"[^"\\n]*")?\\s*(?:-->|->|~>|-/>|:))`, "mu"), "variable", [
        ARROW,
        LABEL,
        ATTRIBUTES,
        STRING,
        QUANTIFIER,
        { scope: "variable", match: new RegExp(`${NAME.source}(?:\\.[\\p{L}\\p{Nd}_-]+)*\\??`, "u") },
      ]),
    ],
  };
}
