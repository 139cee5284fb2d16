#include "server/filter_chips.h"

#include <nlohmann/json.hpp>

#include "server/frame.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

Json chip(const corpus::Schema& schema, std::string_view facet, std::string label, query::Request without,
          const Texts& texts) {
  without.offset = 0;
  const std::string name = facet.empty()
                               ? texts["concept"]
                               : std::string(corpus::label_in(schema.facet(facet)->labels, texts.code(), facet));
  return {{"facet", name}, {"label", std::move(label)}, {"url", search_address(without)}};
}

}  // namespace

std::string with_dash(std::string range) {
  if (const auto dots = range.find(".."); dots != range.npos) range.replace(dots, 2, "–");
  return range;
}

std::string filter_label(const corpus::Schema& schema, std::string_view facet, std::string_view value,
                         const Texts& texts) {
  if (facet.empty()) return std::string(value);
  std::string label = schema.value_label(facet, value, texts.code());
  return schema.facet(facet)->type == corpus::FacetType::range ? with_dash(std::move(label)) : label;
}

FilterChips::FilterChips(const query::Database& database, const query::Request& asked)
    : request(asked), in_words(database.word_filters(asked)) {}

query::Request FilterChips::cleared() const {
  query::Request cleared = request;
  cleared.filters.clear();
  cleared.offset = 0;
  if (!in_words.list.empty()) cleared.words = in_words.rest;
  return cleared;
}

Json FilterChips::json(const corpus::Schema& schema, const Texts& texts) const {
  Json chips = Json::array();
  for (const query::WordFilter& filter : in_words.list) {
    query::Request without = request;
    without.words = filter.without;
    std::string label = filter_label(schema, filter.facet, filter.value, texts);
    if (filter.excluded) label = texts.fill("chip_not", {{"value", label}});
    chips.push_back(chip(schema, filter.facet, std::move(label), std::move(without), texts));
  }
  for (std::size_t i = 0; i < request.filters.size(); ++i) {
    const query::Filter& filter = request.filters[i];
    for (const std::string& key : filter.values) {
      query::Request without = request;
      std::erase(without.filters[i].values, key);
      if (without.filters[i].values.empty())
        without.filters.erase(without.filters.begin() + static_cast<std::ptrdiff_t>(i));
      chips.push_back(
          chip(schema, filter.facet, filter_label(schema, filter.facet, key, texts), std::move(without), texts));
    }
  }
  return chips;
}

}  // namespace pramen::server
