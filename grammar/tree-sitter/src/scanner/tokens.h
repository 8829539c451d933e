// The line under the scanner and its tokens (src/syntax/token.rs of the program).

#ifndef CACHEDIAG_TOKENS_H
#define CACHEDIAG_TOKENS_H

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

#endif
