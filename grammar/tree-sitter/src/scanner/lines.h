// What a line is, where no keyword says it (src/syntax/start.rs and line.rs).

#ifndef CACHEDIAG_LINES_H
#define CACHEDIAG_LINES_H

#include "scanner/clauses.h"

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

#endif
