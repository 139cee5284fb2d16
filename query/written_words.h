// Base forms are in lower case; people write Wohnung, Caritas and NEET. How a record writes
// its words inside of sentences, where a capital means something.
//
// Const after construction. Refers to nothing.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "corpus/record.h"
#include "indexer/forms.h"
#include "indexer/token_column.h"

namespace pramen::query {

class WrittenWords {
 public:
  // Looks through summary and body in all languages; titles may be in capitals for other reasons.
  WrittenWords(const corpus::Record& record, const indexer::FieldReader& fields, const indexer::Forms& forms,
               std::span<const std::string> languages);

  // The base form of these forms as the record would write it: with a capital where it stands
  // in the record with one inside of a sentence, and never without.
  std::string written(std::string_view base_form, std::span<const indexer::Form> forms) const;

 private:
  void read(const indexer::FieldReader& field, std::string_view text, const indexer::Forms& forms);

  struct Use {
    std::string form, capital;  // as it stands; capital: empty where it stands with none, or only at the beginning
    bool small = false;
  };
  std::map<indexer::Form, Use> uses_;
};

}  // namespace pramen::query
