// Every record in the order of its title, and where each letter of the alphabet begins. Made
// once a language, when it is first asked for. Any number of threads may ask.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "indexer/columns.h"

namespace pramen::query {

// The language whose order and alphabet a reader of `lang` gets, as from
// Columns::title_order(): English where the schema does not have it.
std::string_view listing_language(const corpus::Schema& schema, std::string_view lang);

// Refers to schema and columns.
class TitleOrders {
 public:
  TitleOrders(const corpus::Schema& schema, const indexer::Columns& columns) : schema_(schema), columns_(columns) {}

  struct Part {
    std::string letter;
    bool own = false;         // a letter of the language itself
    std::uint32_t begin = 0;  // place in rows; the part ends where the next begins
  };
  struct Order {
    std::vector<std::uint32_t> rows;  // live ones only
    std::vector<Part> parts;          // a letter may stand in several (stemmers/alphabet.h)
  };
  // Of listing_language().
  const Order& in(std::string_view lang) const;

 private:
  const corpus::Schema& schema_;
  const indexer::Columns& columns_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Order, std::less<>> orders_;
};

}  // namespace pramen::query
