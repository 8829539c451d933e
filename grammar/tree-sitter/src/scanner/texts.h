// Where a text ends, and what it is (src/syntax/tail.rs and clause/text.rs).

#ifndef CACHEDIAG_TEXTS_H
#define CACHEDIAG_TEXTS_H

#include "scanner/clauses.h"

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

#endif
