// Clauses: whether tokens have the form of a key, a place, attributes, an operation, a guard (src/syntax/clause).

#ifndef CACHEDIAG_CLAUSES_H
#define CACHEDIAG_CLAUSES_H

#include "scanner/tokens.h"

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

#endif
