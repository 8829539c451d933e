/**
 * The cachediag language for tree-sitter. Its rules bear the names of ../cachediag.ebnf.
 *
 * A word is a keyword only where a statement starts, and what stands behind a colon is text that may be an operation. Both
 * are decided by looking at a whole line, as the compiler does; src/scanner.c does so, and says it by a token without width.
 */

/** The words that are also names where they stand before a participant or a key. */
const CLASHING = ["every", "other", "some", "no", "exactly", "at", "staleness", "event", "events", "origin"];

/** The words that may stand behind a participant; behind `every` they are one. */
const BEHIND = ["sees", "holds", "anywhere", "when", "unless"];

const WORD = /[\p{L}\p{M}\p{Nd}_]+(-[\p{L}\p{M}\p{Nd}_]+)*/;

const list = (item) => seq(item, repeat(seq(",", item)));

/** A block of such lines; on its own line only if it is empty. */
const block = ($, line) =>
  seq(
    "{",
    choice(
      "}",
      seq(
        $._blank,
        repeat(choice(seq(line, $._end), $._blank, $.doc_comment)),
        "}",
        optional(alias($._glued_comment, $.comment)),
      ),
    ),
  );

/** What most declarations begin with. */
const head = ($, word) =>
  seq(word, field("name", $.name), optional(field("label", $.quoted)), optional($.attributes));

/** `: text`, which may be missing or empty. */
const tail = ($) => optional(seq(":", optional($._prose)));

/** The title of a fragment; one that is only attributes has no text. */
const titled = ($, first) =>
  optional(choice(seq(":", optional(choice($._title, $.attributes))), first, $.attributes));

module.exports = grammar({
  name: "cachediag",

  externals: ($) => [
    $.comment,
    $._glued_comment,
    $.doc_comment,
    // The end of a line without a statement, and of one with a statement.
    $._blank,
    $._end,
    // What a line is, where no keyword says it.
    $._message,
    $._read,
    $._shown,
    $._action,
    $._chain,
    $._writing,
    // What a text is.
    $._operation,
    $._reply,
    $._plain,
    $._rest,
    $._more,
    $._guard,
    $._first_title,
    $._first_loop_title,
    $._later_title,
    $._divider_text,
    $._gap_text,
    // The words themselves.
    $.text,
    $.markdown,
    $._error_sentinel,
  ],

  extras: ($) => [/[ \t\r\f\v\u00a0]/, $.comment],

  word: ($) => $.name,

  conflicts: ($) => [[$.count, $.quantifier]],

  rules: {
    file: ($) => repeat(choice(seq(choice($._declaration, $._statement), $._end), $._blank, $.doc_comment)),

    _declaration: ($) =>
      choice(
        $.title,
        $.import,
        $.resource,
        $.device,
        $.storage,
        $.user,
        $.route,
        $.method,
        $.channel,
        $.reaction,
        $.policy,
        $.flow,
        $.scenario,
        $.claim,
        $.writing,
        $.tone,
      ),

    _statement: ($) =>
      choice(
        $.message,
        $.read,
        $.action,
        $.shown,
        $.given,
        $.expect,
        $.note,
        $.divider,
        $.gap,
        $.wait,
        $.alternatives,
        $.parallel,
        $.loop,
        $.other,
        $.happening,
        $.anywhere,
        $.lifespan,
        $.play,
        $.visibility,
        $.reference,
        $.link,
      ),

    // Blocks

    steps: ($) => block($, $._statement),
    _scenario_steps: ($) => block($, choice($._statement, $.title)),
    storages: ($) => block($, $.storage),
    properties: ($) => block($, $.property),
    rules: ($) => block($, choice($.fact, $.when)),
    chains: ($) => block($, choice($.chain, $.note, alias($._flow_group, $.other))),

    // Declarations

    title: ($) => seq(choice("title", "description"), ":", $._prose),
    import: ($) => seq("import", field("path", $.quoted)),
    resource: ($) => seq(head($, "resource"), optional(seq("depends", "on", list($.name)))),
    device: ($) => seq(head($, "device"), optional($.storages)),
    storage: ($) => seq(head($, "storage"), optional($.properties)),
    property: ($) => seq(field("name", $.name), ":", $._prose),
    user: ($) => seq(head($, "user")),
    route: ($) =>
      seq(
        "route",
        field("name", $.name),
        optional(field("label", $.quoted)),
        ":",
        $.name,
        repeat(seq(">", $.name)),
        optional($.attributes)),
    method: ($) => seq(head($, "method"), $.steps),
    channel: ($) => seq(head($, "channel")),
    reaction: ($) =>
      seq("on", $.trigger, "at", $.place, optional(seq(choice("when", "unless"), $.attribute)), $.steps),
    trigger: ($) =>
      choice(seq(choice("write", "invalidate"), $.key), seq("event", $.event), seq("request", $.verb, $.key)),
    policy: ($) => seq(head($, "policy"), $.rules),
    fact: ($) => seq("fact", field("name", $.name), optional(field("label", $.quoted))),
    when: ($) =>
      seq(
        choice(seq("when", $._condition), "otherwise"),
        "=>",
        field("outcome", $.name),
        optional($.attributes),
        tail($)),
    _condition: ($) => choice($.or, $.and, $.not, seq("(", $._condition, ")"), $.name),
    or: ($) => prec.left(1, seq($._condition, "or", $._condition)),
    and: ($) => prec.left(2, seq($._condition, "and", $._condition)),
    not: ($) => prec(3, seq("not", $._condition)),
    flow: ($) => seq(head($, "flow"), $.chains),
    chain: ($) => seq($._chain, $.stop, repeat(seq("->", $.stop)), optional($.attributes), tail($)),
    stop: ($) => seq(field("name", $.name), optional("?"), optional(field("label", $.quoted))),
    scenario: ($) => seq(head($, "scenario"), alias($._scenario_steps, $.steps)),
    claim: ($) => seq("claim", $.form, optional($.attributes)),
    form: ($) =>
      choice(
        "read-your-writes",
        "monotonic-reads",
        seq("bounded-staleness", $.duration),
        seq("convergence", "within", $.duration),
        seq("private", "resources", "stay", "out", "of", "shared", "storages"),
        seq("events", "do", "not", "loop"),
        seq("invalidation", "covers", "dependents"),
      ),
    writing: ($) =>
      seq(
        $._writing,
        "text",
        field("name", $.name),
        "{",
        choice("}", seq($._blank, optional($.markdown), "}"))),
    tone: ($) => seq("tone", field("name", $.name), field("colour", $.quoted)),

    // Statements

    message: ($) =>
      seq(
        $._message,
        field("from", $.place),
        $.arrow,
        field("to", $.place),
        optional($.attributes),
        optional(seq(":", optional($._said)))),
    arrow: () => choice("->", "-->", "~>", "-/>"),
    read: ($) =>
      seq(
        $._read,
        field("who", $.place),
        alias("=>", $.arrow),
        alias(choice("GET", "HEAD", "read"), $.verb),
        $.key,
        optional($.attributes)),
    action: ($) => seq($._action, field("who", $.place), ":", $._done),
    shown: ($) =>
      seq($._shown, field("who", $.place), "sees", $.value, repeat(seq("then", $.value)), optional($.attributes)),
    given: ($) =>
      seq(
        "given",
        $.key,
        choice(seq("=", $.value), "empty"),
        optional(seq("in", list($.place))),
        optional($.attributes)),
    expect: ($) => seq(choice("expect", "possible"), $._predicate, optional($.attributes)),
    note: ($) =>
      seq(
        "note",
        choice(seq("over", list($.place)), seq(choice("left", "right"), "of", $.place), seq("on", $.place)),
        ":",
        $._prose),
    divider: ($) => seq("==", $._divider_text, $.text, "=="),
    gap: ($) => seq("...", optional(seq(optional(seq($._gap_text, $.text)), "..."))),
    wait: ($) => seq("wait", $.duration, optional($.attributes), tail($)),
    alternatives: ($) =>
      seq("alt", titled($, $._first), $.steps, repeat(seq("else", titled($, $._first), $.steps))),
    parallel: ($) =>
      seq("par", titled($, $._first), $.steps, repeat(seq("and", titled($, $._first), $.steps))),
    loop: ($) =>
      seq(
        "loop",
        choice(seq($.number, optional(choice($._title, $.attributes))), titled($, $._first_of_loop)),
        $.steps),
    other: ($) => seq(choice("opt", "break", "critical", "group"), titled($, $._first), $.steps),
    _flow_group: ($) => seq("group", titled($, $._first), $.chains),
    happening: ($) =>
      seq(choice("crash", "reload", "close", "reboot", "deploy"), $.place, optional($.attributes), tail($)),
    anywhere: ($) => seq("crash", $.place, "anywhere", optional($.attributes), $.steps),
    lifespan: ($) => seq(choice("create", "destroy", "activate", "deactivate"), $.place),
    play: ($) => seq("play", $.name),
    visibility: ($) => seq(choice("show", "hide"), list($.place)),
    reference: ($) => seq("ref", "over", list($.place), ":", $._prose),
    link: ($) => seq("link", $.place, ":", $.quoted, $.url),

    // Texts

    _prose: ($) => choice(seq($._plain, $.text, optional($.attributes)), $.attributes),
    _done: ($) => choice(seq($._operation, $.operation, optional($.attributes)), $._prose),
    _said: ($) => choice($._done, seq($._reply, $.reply, optional($.attributes))),
    _first: ($) => choice(seq($._first_title, $.text, optional($.attributes)), $._guarded),
    _first_of_loop: ($) => choice(seq($._first_loop_title, $.text, optional($.attributes)), $._guarded),
    _title: ($) => choice(seq($._later_title, $.text, optional($.attributes)), $._guarded),
    _guarded: ($) => seq($._guard, $.holds, optional($.attributes)),

    operation: ($) => choice($._http, $._stored, $._call),
    _http: ($) => seq($.verb, $.key, optional($.key)),
    _stored: ($) =>
      seq(
        alias(choice("read", "write", "store", "invalidate", "drop"), $.verb),
        list($.key),
        optional(seq("=", $.value)),
        optional(seq("in", list($.place))),
      ),
    _call: ($) => seq(field("method", $.name), list($.key)),
    reply: ($) =>
      choice(
        seq(
          $.number,
          choice(seq($.value, optional(seq($._more, $.text))), optional(seq($._rest, $.text))),
        ),
        seq($.value, optional(seq($._more, $.text))),
        "miss",
      ),
    verb: () => choice("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE", "OPTIONS"),
    event: ($) => seq(field("name", $.name), optional(seq(token.immediate(":"), $._identifier)), optional($.name)),

    // Claims at a point, and guards

    _predicate: ($) => choice($.counts, $.staleness, $.carries, $.sees, $.holds, $.empty),
    counts: ($) =>
      seq(
        $.count,
        choice(
          seq(choice("event", "events"), optional($.event), "on", $.name),
          seq("origin", choice("read", "reads")),
        ),
        optional(seq("per", $.cause)),
      ),
    count: ($) =>
      choice(seq("exactly", $._whole), seq("at", "most", $._whole), seq("at", "least", $._whole), prec(1, "no")),
    // A number that letters follow is an amount, which nothing takes here.
    _whole: ($) => choice($.number, seq($._amount, $._error_sentinel)),
    cause: ($) => choice("write", seq("request", $.verb, $.key)),
    staleness: ($) => seq("staleness", optional($.of), "for", $.place, "<=", $.duration),
    of: ($) => seq("of", $.key),
    carries: ($) => seq("event", $.event, "on", $.name, "carries", $.name),
    sees: ($) => seq($.place, "sees", $.content, repeat(seq("then", $.content)), optional($.of)),
    holds: ($) => seq($.place, "holds", $.content, optional($.of)),
    empty: ($) => seq($.key, "empty", "in", $.place),
    content: ($) => choice("latest", "stale", $.value),

    // Pieces

    place: ($) =>
      seq(
        choice(
          $.name,
          alias(choice(...CLASHING), $.name),
          seq($.quantifier, choice($.name, alias(choice(...CLASHING, ...BEHIND), $.name))),
        ),
        repeat(seq(token.immediate("."), alias(token.immediate(WORD), $.name))),
      ),
    quantifier: () => prec(1, choice("every", "other", "some", "no")),
    key: ($) =>
      choice(
        $.path,
        $.placeholder,
        seq(choice($.name, alias(choice(...CLASHING), $.name)), optional(seq(token.immediate(":"), $._identifier))),
      ),
    _identifier: ($) =>
      choice(
        alias(token.immediate(WORD), $.name),
        alias(seq(token.immediate("{"), alias(token.immediate(WORD), $.name), token.immediate("}")), $.placeholder),
      ),
    placeholder: ($) => seq("{", alias(token.immediate(WORD), $.name), token.immediate("}")),
    attributes: ($) => seq("[", list($.attribute), "]"),
    attribute: ($) => seq(field("name", $.name), optional(seq("=", field("value", $._setting)))),
    _setting: ($) =>
      choice(
        $.quoted,
        $.value,
        $.path,
        alias(token.immediate(/\/\/[^\s,\[\]]*/), $.path),
        $.duration,
        $.number,
        alias($._amount, $.word),
        $.word,
        "*",
      ),
    word: ($) =>
      seq($.name, repeat(seq(choice(token.immediate(":"), token.immediate(".")), alias(token.immediate(WORD), $.name)))),

    quoted: () => /"([^"\\\n]|\\[^\n])*"/,
    value: () => /@[\p{L}\p{M}\p{Nd}_]+(-[\p{L}\p{M}\p{Nd}_]+)*/,
    duration: () => choice(/[0-9]+(ms|s|m|h|d)/, /0+/),
    number: () => /[0-9]+/,
    _amount: () => /[0-9]+(-[\p{L}\p{M}\p{Nd}_]+|[\p{L}_][\p{L}\p{M}\p{Nd}_]*(-[\p{L}\p{M}\p{Nd}_]+)*)/,
    name: () => /[\p{L}_][\p{L}\p{M}\p{Nd}_]*(-[\p{L}\p{M}\p{Nd}_]+)*/,
    path: () => /\/([^\/\s,\[\]][^\s,\[\]]*)?/,
    url: () => /[^\s]+/,
  },
});
