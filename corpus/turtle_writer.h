// Statements to Turtle in the layout of corpus/thesaurus.ttl: a block a subject, a line a language.
#pragma once

#include <string>

#include "corpus/triples.h"

namespace pramen::corpus {

std::string write_turtle(const Triples& triples);

// A text in quotation marks, as Turtle writes it.
std::string turtle_string(std::string_view text);

}  // namespace pramen::corpus
