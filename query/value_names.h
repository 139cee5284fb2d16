// All names of the facet values, in every language, folded and broken into words. Made once
// for a generation, when it is first asked for. Any number of threads may ask.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"

namespace pramen::query {

// The words of a text without case and marks.
std::vector<std::string> folded_words(std::string_view text);

// Refers to the schema.
class ValueNames {
 public:
  explicit ValueNames(const corpus::Schema& schema) : schema_(schema) {}

  // The name of a value that `words` find: its label in `lang` if they do, else another;
  // nothing: they find none. `words`: folded_words().
  std::optional<std::string_view> match(const corpus::Facet& facet, std::size_t value,
                                        const std::vector<std::string>& words, std::string_view lang) const;

 private:
  struct Name {
    std::string lang, text;  // lang: empty for a key
    std::vector<std::string> words;
  };
  using Names = std::vector<std::vector<Name>>;  // by value number
  const std::vector<Names>& names() const;       // by facet, in the order of the schema

  const corpus::Schema& schema_;
  mutable std::once_flag made_;
  mutable std::vector<Names> names_;
};

}  // namespace pramen::query
