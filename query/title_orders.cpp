#include "query/title_orders.h"

#include <algorithm>
#include <iterator>

#include "stemmers/alphabet.h"

namespace pramen::query {
namespace {

TitleOrders::Order make_order(const indexer::Columns& columns, const std::string& lang) {
  const std::span<const std::uint32_t> places = columns.title_order(lang);
  std::vector<std::uint32_t> row_at(columns.rows());
  for (std::uint32_t row = 0; row < columns.rows(); ++row) row_at[places[row]] = row;
  TitleOrders::Order order;
  std::ranges::copy_if(row_at, std::back_inserter(order.rows), [&](std::uint32_t row) { return columns.live(row); });
  // Titles are in the alphabet's own order, so each part is found without a look at all of them.
  const stemmers::Alphabet& alphabet = stemmers::Alphabet::of(lang);
  for (std::size_t i = 0; i < alphabet.sections().size(); ++i) {
    const auto begin = std::ranges::partition_point(
        order.rows, [&](std::uint32_t row) { return alphabet.section_of(columns.title(row, lang).text) < i; });
    const stemmers::Alphabet::Section& section = alphabet.sections()[i];
    order.parts.push_back({section.letter, section.own, static_cast<std::uint32_t>(begin - order.rows.begin())});
  }
  return order;
}

}  // namespace

std::string_view listing_language(const corpus::Schema& schema, std::string_view lang) {
  if (schema.has_language(lang)) return lang;
  if (schema.has_language("en")) return "en";
  return *std::ranges::min_element(schema.languages());
}

const TitleOrders::Order& TitleOrders::in(std::string_view lang) const {
  lang = listing_language(schema_, lang);  // so that there are few
  const std::scoped_lock lock(mutex_);
  const auto found = orders_.find(lang);
  if (found != orders_.end()) return found->second;
  return orders_.emplace(lang, make_order(columns_, std::string(lang))).first->second;
}

}  // namespace pramen::query
