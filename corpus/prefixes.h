// Short names for the vocabularies of a thesaurus, the same in every format we write.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/triples.h"

namespace pramen::corpus {

class Prefixes {
 public:
  struct Row {
    std::string prefix;
    std::string_view space;
  };

  // Those that the statements use; "" for the IRIs of most concepts.
  explicit Prefixes(const Triples& triples);

  const std::vector<Row>& rows() const { return rows_; }
  // Prefix and what follows it; nothing where no prefix fits or the rest would need escapes.
  std::optional<std::pair<std::string_view, std::string_view>> shortened(std::string_view iri) const;

 private:
  std::vector<Row> rows_;
};

}  // namespace pramen::corpus
