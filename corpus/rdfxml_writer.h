// Statements to RDF/XML: a typed element a subject.
#pragma once

#include <string>
#include <vector>

#include "corpus/triples.h"

namespace pramen::corpus {

// Predicates that XML has no name for (their last part begins with a digit, say) cannot be written;
// they are added to `left_out`, each once.
std::string write_rdfxml(const Triples& triples, std::vector<std::string>& left_out);

}  // namespace pramen::corpus
