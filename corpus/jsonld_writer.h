// Statements to JSON-LD 1.0, compacted by a context that stands in the file.
#pragma once

#include <string>

#include "corpus/triples.h"

namespace pramen::corpus {

std::string write_jsonld(const Triples& triples);

}  // namespace pramen::corpus
