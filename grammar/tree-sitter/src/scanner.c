// What a line is, and what its text is: both are known only once all of the line was looked at.
//
// The scanner looks ahead to the end of the line, splits what it sees into tokens (src/syntax/token.rs), and answers with a
// token without width: "here begins a message", "here begins an operation", "here begins plain text of so many characters".
// The grammar then reads the parts. src/syntax/line.rs, start.rs, tail.rs and clause/text.rs are what it must agree with;
// tests/same.rs compares both.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"
#include <string.h>

enum TokenType {
  COMMENT,
  GLUED_COMMENT,
  DOC_COMMENT,
  BLANK,
  END,
  MESSAGE,
  READ,
  SHOWN,
  ACTION,
  CHAIN,
  WRITING,
  OPERATION,
  REPLY,
  PLAIN,
  REST,
  MORE,
  GUARD,
  FIRST_TITLE,
  FIRST_LOOP_TITLE,
  LATER_TITLE,
  DIVIDER_TEXT,
  GAP_TEXT,
  TEXT,
  MARKDOWN,
  ERROR_SENTINEL,
};

typedef enum {
  NAME,
  NUMBER,
  AMOUNT,
  VALUE,
  PATH,
  QUOTED,
  ARROW,
  THROUGH,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  OPEN,
  CLOSE,
  BEGIN,
  FINISH,
  QUESTION,
  STAR,
  STRAY,
} Kind;

typedef struct {
  Kind kind;
  bool glued;
  uint32_t start, end;
} Lexeme;

enum { MOST_TOKENS = 256 };

typedef struct {
  // Kept between tokens: how long the text is that was announced, and how far the `text NAME {` line is indented.
  uint32_t length, indent;
  // Of the line under the scanner.
  int32_t *line;
  uint32_t size, room;
  Lexeme tokens[MOST_TOKENS];
  uint32_t count;
} Scanner;

// Characters

static bool is_space(int32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

// A letter. Outside ASCII everything is one that is neither a space nor common punctuation, an arrow or a picture: it
// is for the grammar's own tokens to be exact.
static bool is_letter(int32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  bool sign = (c < 0xc0 && c != 0xaa && c != 0xb5 && c != 0xba) || c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c < 0x2070) ||
              (c >= 0x2190 && c < 0x2c00) || (c >= 0x3000 && c < 0x3005) || (c >= 0x1f000 && c < 0x20000);
  return !sign && !is_space(c);
}

static bool is_word(int32_t c) { return is_letter(c) || is_digit(c); }

// The line

static void remember(Scanner *s, int32_t c) {
  if (s->size == s->room) {
    s->room = s->room ? s->room * 2 : 256;
    s->line = ts_realloc(s->line, s->room * sizeof *s->line);
  }
  s->line[s->size++] = c;
}

static void take(Scanner *s, TSLexer *lexer) {
  remember(s, lexer->lookahead);
  lexer->advance(lexer, false);
}

// Looks ahead to the end of the line.
static void look(Scanner *s, TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\n') take(s, lexer);
}

static int32_t at(const Scanner *s, uint32_t i) { return i < s->size ? s->line[i] : 0; }

// Whether `text` stands at a place.
static bool stands(const Scanner *s, uint32_t i, const char *text) {
  for (; *text; text++, i++) {
    if (at(s, i) != *text) return false;
  }
  return true;
}

static uint32_t skip_spaces(const Scanner *s, uint32_t i, uint32_t end) {
  while (i < end && is_space(s->line[i])) i++;
  return i;
}

static uint32_t trim(const Scanner *s, uint32_t start, uint32_t end) {
  while (end > start && is_space(s->line[end - 1])) end--;
  return end;
}

// Tokens

static uint32_t words_behind_dashes(const Scanner *s, uint32_t i, uint32_t end) {
  while (i + 1 < end && s->line[i] == '-' && is_word(s->line[i + 1])) {
    for (i++; i < end && is_word(s->line[i]);) i++;
  }
  return i;
}

static uint32_t word_end(const Scanner *s, uint32_t i, uint32_t end) {
  while (i < end && is_word(s->line[i])) i++;
  return words_behind_dashes(s, i, end);
}

static uint32_t quoted_end(const Scanner *s, uint32_t i, uint32_t end) {
  for (i++; i < end; i++) {
    if (s->line[i] == '"') return i + 1;
    if (s->line[i] == '\\') i++;
  }
  return 0;
}

// The kind and the end of a sign.
static Kind sign(const Scanner *s, uint32_t i, uint32_t *end) {
  static const struct { const char *text; Kind kind; } SIGNS[] = {
    {"-->", ARROW}, {"-/>", ARROW}, {"->", ARROW}, {"~>", ARROW}, {"=>", THROUGH}, {"--", ARROW}, {"<-", ARROW},
    {"...", STRAY}, {"==", STRAY}, {"<=", STRAY}, {":", COLON}, {",", COMMA}, {".", DOT}, {"=", EQUALS}, {"[", OPEN},
    {"]", CLOSE}, {"{", BEGIN}, {"}", FINISH}, {"?", QUESTION}, {"*", STAR},
  };
  for (uint32_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
    if (stands(s, i, SIGNS[k].text)) {
      *end = i + (uint32_t)strlen(SIGNS[k].text);
      return SIGNS[k].kind;
    }
  }
  *end = i + 1;
  return STRAY;
}

static Kind token(const Scanner *s, uint32_t i, uint32_t end, uint32_t *to) {
  int32_t c = s->line[i];
  if (is_letter(c)) {
    *to = word_end(s, i, end);
    return NAME;
  }
  if (is_digit(c)) {
    while (i < end && is_digit(s->line[i])) i++;
    *to = word_end(s, i, end);
    return *to == i ? NUMBER : AMOUNT;
  }
  if (c == '@' && i + 1 < end && is_word(s->line[i + 1])) {
    *to = word_end(s, i + 1, end);
    return VALUE;
  }
  if (c == '/') {
    while (i < end && !is_space(s->line[i]) && !strchr(",[]", s->line[i] < 0x80 ? (char)s->line[i] : 'x')) i++;
    *to = i;
    return PATH;
  }
  if (c == '"' && quoted_end(s, i, end)) {
    *to = quoted_end(s, i, end);
    return QUOTED;
  }
  return sign(s, i, to);
}

// Splits a part of the line; false if it has too many tokens.
static bool split(Scanner *s, uint32_t from, uint32_t end) {
  s->count = 0;
  uint32_t last = UINT32_MAX;
  for (uint32_t i = skip_spaces(s, from, end); i < end; i = skip_spaces(s, i, end)) {
    if (s->count == MOST_TOKENS) return false;
    Lexeme *lexeme = &s->tokens[s->count++];
    uint32_t to = i + 1;
    lexeme->kind = token(s, i, end, &to);
    lexeme->start = i;
    lexeme->end = to;
    lexeme->glued = i == last;
    last = i = to;
  }
  return true;
}

static bool is(const Scanner *s, uint32_t i, Kind kind) { return i < s->count && s->tokens[i].kind == kind; }

static bool glued(const Scanner *s, uint32_t i, Kind kind) { return is(s, i, kind) && s->tokens[i].glued; }

static bool is_text(const Scanner *s, uint32_t i, const char *text) {
  if (!is(s, i, NAME)) return false;
  uint32_t length = (uint32_t)strlen(text);
  return s->tokens[i].end - s->tokens[i].start == length && stands(s, s->tokens[i].start, text);
}

static bool one_of(const Scanner *s, uint32_t i, const char *const *words, uint32_t count) {
  for (uint32_t k = 0; k < count; k++) {
    if (is_text(s, i, words[k])) return true;
  }
  return false;
}

#define ONE_OF(s, i, words) one_of(s, i, words, sizeof words / sizeof *words)

static const char *const QUANTIFIERS[] = {"every", "other", "some", "no"};
static const char *const METHODS[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE", "OPTIONS"};
static const char *const VERBS[] = {"read", "write", "store", "invalidate", "drop"};
static const char *const READS[] = {"GET", "HEAD", "read"};
static const char *const FRAGMENTS[] = {"alt", "opt", "loop", "par", "break", "critical", "group", "else", "and"};
static const char *const TITLES[] = {"title", "description"};

// Clauses: each gives the index behind itself, or 0 if it is not there.

static bool is_part(const Scanner *s, uint32_t i) { return glued(s, i, NAME) || glued(s, i, NUMBER) || glued(s, i, AMOUNT); }

static bool is_placeholder(const Scanner *s, uint32_t i) {
  return is(s, i, BEGIN) && glued(s, i + 1, NAME) && glued(s, i + 2, FINISH);
}

static uint32_t key(const Scanner *s, uint32_t i) {
  if (is(s, i, PATH)) return stands(s, s->tokens[i].start, "//") ? 0 : i + 1;
  if (is_placeholder(s, i)) return i + 3;
  if (!is(s, i, NAME)) return 0;
  if (!glued(s, i + 1, COLON)) return i + 1;
  if (is_part(s, i + 2)) return i + 3;
  return glued(s, i + 2, BEGIN) && is_placeholder(s, i + 2) ? i + 5 : i + 1;
}

static uint32_t keys(const Scanner *s, uint32_t i) {
  uint32_t end = key(s, i);
  while (end && is(s, end, COMMA)) {
    uint32_t next = key(s, end + 1);
    if (!next) return end;
    end = next;
  }
  return end;
}

static uint32_t place(const Scanner *s, uint32_t i) {
  if (ONE_OF(s, i, QUANTIFIERS) && is(s, i + 1, NAME)) i++;
  if (!is(s, i, NAME)) return 0;
  for (i++; glued(s, i, DOT) && is_part(s, i + 1);) i += 2;
  return i;
}

static uint32_t places(const Scanner *s, uint32_t i) {
  uint32_t end = place(s, i);
  while (end && is(s, end, COMMA)) {
    uint32_t next = place(s, end + 1);
    if (!next) return end;
    end = next;
  }
  return end;
}

static uint32_t setting(const Scanner *s, uint32_t i) {
  if (is(s, i, NAME)) {
    for (i++; (glued(s, i, COLON) || glued(s, i, DOT)) && is_part(s, i + 1);) i += 2;
    return i;
  }
  bool plain = is(s, i, QUOTED) || is(s, i, VALUE) || is(s, i, PATH) || is(s, i, NUMBER) || is(s, i, AMOUNT) || is(s, i, STAR);
  return plain ? i + 1 : 0;
}

static uint32_t attribute(const Scanner *s, uint32_t i) {
  if (!is(s, i, NAME)) return 0;
  return is(s, i + 1, EQUALS) ? setting(s, i + 2) : i + 1;
}

// Whether all tokens are one bracket of attributes.
static bool is_bracket(const Scanner *s) {
  if (!is(s, 0, OPEN)) return false;
  uint32_t i = attribute(s, 1);
  while (i && is(s, i, COMMA)) i = attribute(s, i + 1);
  return i && is(s, i, CLOSE) && i + 1 == s->count;
}

// Whether all tokens are what somebody does.
static bool is_action(const Scanner *s) {
  if (s->count < 2) return false;
  if (ONE_OF(s, 0, METHODS)) {
    uint32_t end = key(s, 1);
    if (end && end < s->count) end = key(s, end);
    return end && end == s->count;
  }
  if (ONE_OF(s, 0, VERBS)) {
    uint32_t end = keys(s, 1);
    bool sets = is_text(s, 0, "write") || is_text(s, 0, "store");
    if (end && sets && is(s, end, EQUALS) && is(s, end + 1, VALUE)) end += 2;
    if (end && is_text(s, end, "in")) end = places(s, end + 1);
    return end && end == s->count;
  }
  return false;
}

// Whether all tokens call a method. Two words are more often words: one key must look like one.
static bool is_call(const Scanner *s) {
  if (!is(s, 0, NAME) || ONE_OF(s, 0, METHODS) || ONE_OF(s, 0, VERBS)) return false;
  bool telling = false;
  for (uint32_t i = 1; i < s->count; i++) telling |= is(s, i, PATH) || is(s, i, BEGIN) || is(s, i, COLON);
  return telling && keys(s, 1) == s->count;
}

static bool is_reply(const Scanner *s) {
  if (is(s, 0, VALUE)) return true;
  if (is_text(s, 0, "miss")) return s->count == 1;
  const Lexeme *first = &s->tokens[0];
  return is(s, 0, NUMBER) && first->end - first->start == 3 && s->line[first->start] >= '1' && s->line[first->start] <= '5';
}

static bool is_guard(const Scanner *s) {
  uint32_t i = place(s, 0);
  if (!i || !is_text(s, i, "holds")) return false;
  i++;
  if (!is(s, i, VALUE) && !is_text(s, i, "latest") && !is_text(s, i, "stale")) return false;
  i++;
  if (is_text(s, i, "of")) i = key(s, i + 1);
  return i && i == s->count;
}

// Lines

// Whether the token behind a word makes the word a participant.
static bool is_participant(const Scanner *s, uint32_t next) {
  return is(s, next, ARROW) || is(s, next, THROUGH) || is(s, next, DOT) || is(s, next, COLON) || is_text(s, next, "sees");
}

// Whether `text` stands anywhere in the line.
static bool holds_text(const Scanner *s, const char *text) {
  for (uint32_t i = 0; i < s->size; i++) {
    if (stands(s, i, text)) return true;
  }
  return false;
}

static bool is_fragment(const Scanner *s) {
  if (!ONE_OF(s, 0, FRAGMENTS)) return false;
  if (is(s, 1, COLON)) {
    uint32_t end = trim(s, 0, s->size);
    return end && s->line[end - 1] == '{';
  }
  if (is(s, 1, QUOTED)) return !holds_text(s, "->");
  return !is(s, 1, QUESTION) && !is_participant(s, 1);
}

// Cuts the tokens off where the head of a line ends: at the colon of its text, or at a comment.
static bool cut_head(Scanner *s) {
  uint32_t depth = 0;
  bool reads = false;
  for (uint32_t i = 0; i < s->count; i++) {
    if (is(s, i, PATH) && !s->tokens[i].glued && stands(s, s->tokens[i].start, "//")) {
      s->count = i;
      return false;
    }
    if (is(s, i, COLON) && !depth && !reads && i > 0) {
      s->count = i;
      return true;
    }
    if (is(s, i, OPEN)) depth++;
    if (is(s, i, CLOSE) && depth) depth--;
    reads |= i > 0 && is(s, i - 1, THROUGH) && ONE_OF(s, i, READS);
  }
  return false;
}

static bool has(const Scanner *s, Kind kind) {
  for (uint32_t i = 0; i < s->count; i++) {
    if (is(s, i, kind)) return true;
  }
  return false;
}

static bool is_action_line(const Scanner *s, bool labelled) {
  uint32_t last = s->count - 1;
  bool plain = is(s, last, NAME) || is(s, last, NUMBER) || is(s, last, AMOUNT);
  bool several = false;
  for (uint32_t i = 1; i < s->count; i++) several |= !s->tokens[i].glued;
  bool quantified = ONE_OF(s, 0, QUANTIFIERS) && s->count >= 2;
  return labelled && plain && (!several || quantified);
}

// What a line of a flow is: a chain, unless it starts with a keyword and has no arrow.
static int chain_line(Scanner *s) {
  bool keyword = is_text(s, 0, "note") || (is_text(s, 0, "group") && is_fragment(s));
  keyword = keyword && !is_participant(s, 1);
  if (keyword && is_fragment(s)) return -1;
  cut_head(s);
  for (uint32_t i = 0; keyword && i < s->count; i++) {
    if (is(s, i, ARROW) && stands(s, s->tokens[i].start, "->")) keyword = false;
  }
  return is(s, 0, NAME) && !keyword ? CHAIN : -1;
}

// What a line with a step is, if no keyword says it.
static int step_line(Scanner *s, const bool *valid) {
  if (is_fragment(s)) return -1;
  bool titled = ONE_OF(s, 0, TITLES) && is(s, 1, COLON);
  if (titled || !(is_participant(s, 1) || ONE_OF(s, 0, QUANTIFIERS))) {
    bool writing = is_text(s, 0, "text") && is(s, 1, NAME) && is(s, 2, BEGIN);
    return writing && valid[WRITING] ? WRITING : -1;
  }
  bool labelled = cut_head(s);
  for (uint32_t i = 0; i < s->count; i++) {
    if (is(s, i, THROUGH)) return READ;
    if (is(s, i, ARROW)) return MESSAGE;
  }
  for (uint32_t i = 1; i < s->count; i++) {
    if (is_text(s, i, "sees")) return SHOWN;
  }
  return is_action_line(s, labelled) ? ACTION : -1;
}

static bool scan_line(Scanner *s, TSLexer *lexer, const bool *valid) {
  split(s, 0, s->size);
  if (!is(s, 0, NAME)) return false;
  int found = valid[CHAIN] ? chain_line(s) : step_line(s, valid);
  if (found < 0 || !valid[found]) return false;
  lexer->result_symbol = (TSSymbol)found;
  return true;
}

// Texts

typedef struct {
  // Where the text ends without white space, comment and trailing block, and where it ends without its bracket.
  uint32_t end, plain;
  // Whether a bracket closes it, and whether that holds attributes.
  bool closed, attributed;
  // The last bracket that is no part of quotes or code.
  uint32_t bracket;
} Tail;

static uint32_t find(const Scanner *s, uint32_t i, int32_t c) {
  while (i < s->size && s->line[i] != c) i++;
  return i;
}

// Looks for the comment and for the last bracket (src/syntax/tail.rs).
static Tail raw_tail(const Scanner *s) {
  Tail tail = {.end = s->size, .bracket = UINT32_MAX};
  bool quotes = true, ticks = true;
  for (uint32_t i = 0; i < s->size;) {
    int32_t c = s->line[i];
    bool *inside = c == '"' ? &quotes : c == '`' ? &ticks : NULL;
    if (inside) {
      uint32_t close = *inside ? find(s, i + 1, c) : s->size;
      *inside = close < s->size;
      i = *inside ? close + 1 : i + 1;
      continue;
    }
    if (c == '\\') {
      i += 2;
      continue;
    }
    if (c == '[') tail.bracket = i;
    if (c == '/' && at(s, i + 1) == '/' && i > 0 && is_space(s->line[i - 1])) {
      tail.end = i;
      break;
    }
    i++;
  }
  tail.end = trim(s, 0, tail.end);
  return tail;
}

// Takes `{` or `{ }` off the end.
static void cut_block(const Scanner *s, Tail *tail) {
  uint32_t end = tail->end;
  if (end && s->line[end - 1] == '}') {
    uint32_t inner = trim(s, 0, end - 1);
    if (inner && s->line[inner - 1] == '{') tail->end = trim(s, 0, inner - 1);
  } else if (end && s->line[end - 1] == '{') {
    tail->end = trim(s, 0, end - 1);
  }
}

static void cut_bracket(Scanner *s, Tail *tail) {
  tail->plain = tail->end;
  tail->closed = tail->bracket < tail->end && s->line[tail->end - 1] == ']';
  if (!tail->closed) return;
  tail->attributed = split(s, tail->bracket, tail->end) && is_bracket(s);
  tail->plain = trim(s, 0, tail->bracket);
}

static bool announce(Scanner *s, TSLexer *lexer, enum TokenType type, uint32_t length) {
  if (!length) return false;
  s->length = length;
  lexer->result_symbol = (TSSymbol)type;
  return true;
}

// Whether the text is an operation, or one whose bracket is wrong, which is an error behind a verb.
static bool operates(Scanner *s, const Tail *tail) {
  if (tail->closed && !tail->attributed) return split(s, 0, tail->plain) && is_action(s);
  if (!split(s, 0, tail->plain)) return false;
  if (is_action(s) || is_call(s)) return true;
  for (uint32_t i = 0; i < s->count && !tail->closed; i++) {
    if (is(s, i, OPEN)) {
      s->count = i;
      return is_action(s);
    }
  }
  return false;
}

static bool scan_label(Scanner *s, TSLexer *lexer, const bool *valid) {
  Tail tail = raw_tail(s);
  cut_bracket(s, &tail);
  if (valid[OPERATION] && operates(s, &tail)) {
    lexer->result_symbol = OPERATION;
    return true;
  }
  if (valid[REPLY] && (!tail.closed || tail.attributed) && split(s, 0, tail.plain) && s->count && is_reply(s)) {
    lexer->result_symbol = REPLY;
    return true;
  }
  bool spaced = !tail.plain || is_space(at(s, tail.plain));
  return announce(s, lexer, PLAIN, tail.attributed && spaced ? tail.plain : tail.end);
}

// What stands behind a status or a value.
static bool scan_rest(Scanner *s, TSLexer *lexer, const bool *valid) {
  Tail tail = raw_tail(s);
  cut_bracket(s, &tail);
  if (!valid[MORE] && split(s, 0, tail.end) && is(s, 0, VALUE)) return false;
  return announce(s, lexer, valid[MORE] ? MORE : REST, tail.attributed ? tail.plain : tail.end);
}

static bool scan_title(Scanner *s, TSLexer *lexer, const bool *valid) {
  enum TokenType type = valid[LATER_TITLE] ? LATER_TITLE : valid[FIRST_TITLE] ? FIRST_TITLE : FIRST_LOOP_TITLE;
  if (type != LATER_TITLE) {
    // Behind an `else` that is a participant stands no title.
    split(s, 0, s->size);
    bool chained = is(s, 0, QUOTED) && holds_text(s, "->");
    if (is_participant(s, 0) || is(s, 0, QUESTION) || chained) return false;
  }
  Tail tail = raw_tail(s);
  if (type == FIRST_LOOP_TITLE && split(s, 0, tail.end) && is(s, 0, NUMBER)) return false;
  cut_block(s, &tail);
  cut_bracket(s, &tail);
  bool whole = (!tail.closed || tail.attributed) && split(s, 0, tail.plain) && is_guard(s);
  // To the grammar a path goes on to white space: the brace of `of /x{` would be part of it.
  bool joined = whole && is(s, s->count - 1, PATH) && at(s, s->tokens[s->count - 1].end) == '{';
  if (whole && !joined) {
    lexer->result_symbol = GUARD;
    return true;
  }
  bool spaced = !tail.plain || is_space(at(s, tail.plain));
  return announce(s, lexer, type, tail.attributed && spaced ? tail.plain : tail.end);
}

// `== text ==`, `... text ...`
static bool scan_between(Scanner *s, TSLexer *lexer, enum TokenType type) {
  const char *end = type == DIVIDER_TEXT ? "==" : "...";
  uint32_t length = (uint32_t)strlen(end);
  Tail tail = raw_tail(s);
  if (tail.end < length || !stands(s, tail.end - length, end)) return false;
  return announce(s, lexer, type, trim(s, 0, tail.end - length));
}

static bool scan_text(Scanner *s, TSLexer *lexer) {
  while (is_space(lexer->lookahead)) lexer->advance(lexer, true);
  for (; s->length && !lexer->eof(lexer) && lexer->lookahead != '\n'; s->length--) lexer->advance(lexer, false);
  s->length = 0;
  lexer->mark_end(lexer);
  lexer->result_symbol = TEXT;
  return true;
}

// The lines of a `text NAME { … }`, up to the first that is only `}` at its indentation.
static bool scan_markdown(Scanner *s, TSLexer *lexer) {
  bool any = false;
  for (;;) {
    lexer->mark_end(lexer);
    s->size = 0;
    look(s, lexer);
    uint32_t start = skip_spaces(s, 0, s->size);
    bool closes = at(s, start) == '}' && trim(s, 0, s->size) == start + 1 && start == s->indent;
    if (closes) break;
    if (lexer->eof(lexer)) return false;
    any = true;
    lexer->advance(lexer, false);
  }
  lexer->result_symbol = MARKDOWN;
  return any;
}

// A comment takes the rest of the line; behind white space only, or behind the `}` of a block.
static bool scan_comment(Scanner *s, TSLexer *lexer, const bool *valid, bool spaced) {
  if (!stands(s, 0, "//") || !(spaced || valid[GLUED_COMMENT])) return false;
  bool doc = valid[DOC_COMMENT] && stands(s, 0, "///") && !stands(s, 0, "////");
  lexer->mark_end(lexer);
  lexer->result_symbol = doc ? DOC_COMMENT : spaced ? COMMENT : GLUED_COMMENT;
  return true;
}

// The end of a line, or of the file.
static bool scan_end(TSLexer *lexer, const bool *valid) {
  if (lexer->eof(lexer)) {
    lexer->result_symbol = END;
    return valid[END];
  }
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  lexer->result_symbol = valid[BLANK] ? BLANK : END;
  return valid[BLANK] || valid[END];
}

static bool scan_parts(Scanner *s, TSLexer *lexer, const bool *valid) {
  if (valid[MESSAGE] || valid[CHAIN]) return scan_line(s, lexer, valid);
  if (valid[PLAIN]) return scan_label(s, lexer, valid);
  if (valid[REST] || valid[MORE]) return scan_rest(s, lexer, valid);
  if (valid[LATER_TITLE] || valid[FIRST_TITLE] || valid[FIRST_LOOP_TITLE]) return scan_title(s, lexer, valid);
  if (valid[DIVIDER_TEXT]) return scan_between(s, lexer, DIVIDER_TEXT);
  return valid[GAP_TEXT] && scan_between(s, lexer, GAP_TEXT);
}

static bool scan(Scanner *s, TSLexer *lexer, const bool *valid) {
  if (valid[ERROR_SENTINEL]) return false;
  if (valid[MARKDOWN]) return scan_markdown(s, lexer);
  if (valid[TEXT] && s->length) return scan_text(s, lexer);
  // To ask for the column costs as much as the line is long: it is asked once a line.
  bool spaced = valid[BLANK] && lexer->get_column(lexer) == 0;
  for (; is_space(lexer->lookahead); spaced = true) lexer->advance(lexer, true);
  lexer->mark_end(lexer);
  if (lexer->eof(lexer) || lexer->lookahead == '\n') return scan_end(lexer, valid);
  bool parts = false;
  for (int type = MESSAGE; type <= GAP_TEXT; type++) parts |= valid[type];
  s->size = 0;
  if (!parts) {
    if (lexer->lookahead != '/') return false;
    // Only a comment is worth a look at the rest of the line.
    take(s, lexer);
    if (lexer->lookahead != '/') return false;
  } else {
    s->indent = lexer->get_column(lexer);
  }
  look(s, lexer);
  return scan_comment(s, lexer, valid, spaced) || (parts && scan_parts(s, lexer, valid));
}

void *tree_sitter_cachediag_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_cachediag_external_scanner_destroy(void *payload) {
  ts_free(((Scanner *)payload)->line);
  ts_free(payload);
}

unsigned tree_sitter_cachediag_external_scanner_serialize(void *payload, char *buffer) {
  memcpy(buffer, payload, 2 * sizeof(uint32_t));
  return 2 * sizeof(uint32_t);
}

void tree_sitter_cachediag_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *s = payload;
  s->length = s->indent = 0;
  if (length == 2 * sizeof(uint32_t)) memcpy(s, buffer, length);
}

bool tree_sitter_cachediag_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  return scan(payload, lexer, valid);
}
