// A query's text in pieces: words, phrases, brackets, operators, fields. What comes out is well
// formed: brackets are balanced, and every operator has something to join.
#pragma once

#include <string_view>
#include <vector>

#include "query/operators.h"
#include "query/words.h"

namespace pramen::query {

struct Piece {
  enum class Kind {
    text,    // a run of plain words, read together because 20 000 is one word; or what stands after a
             // field, NOT, - or =, by itself
    phrase,  // what stood between quotation marks
    open,
    close,
    operation,
    near,
    minus,
    equals,
    field,
  };
  Kind kind = Kind::text;
  std::size_t begin = 0, end = 0;  // bytes of the query, of the whole piece
  std::size_t text_begin = 0;      // where `text` begins
  std::string_view text;           // of text and phrase; the name of a field
  Operator means = Operator::all;
  unsigned distance = 0;
  const FieldNames::Field* field = nullptr;
};

std::vector<Piece> lex(std::string_view text, const Grammar& grammar, ProblemList& problems);

}  // namespace pramen::query
