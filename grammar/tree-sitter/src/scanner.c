// What a line is, and what its text is: both are known only once all of the line was looked at.
//
// The scanner looks ahead to the end of the line, splits what it sees into tokens (src/syntax/token.rs), and answers with a
// token without width: "here begins a message", "here begins an operation", "here begins plain text of so many characters".
// The grammar then reads the parts. tests/same.rs compares it with the program.

#include "scanner/lines.h"
#include "scanner/texts.h"

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
