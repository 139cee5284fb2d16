#include "query/label_orders.h"

#include <algorithm>
#include <numeric>

#include "stemmers/language.h"

namespace pramen::query {
namespace {

std::vector<std::uint32_t> places(const corpus::Vocabulary& vocabulary, std::string_view lang) {
  std::vector<std::string> keys;
  for (const corpus::VocabularyValue& value : vocabulary.values())
    keys.push_back(stemmers::collation_key(corpus::label_in(value.labels, lang, value.key), lang));
  std::vector<std::uint32_t> order(keys.size()), place(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t value) -> const std::string& { return keys[value]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  return place;
}

}  // namespace

const std::vector<std::vector<std::uint32_t>>& LabelOrders::in(std::string_view lang) const {
  const auto& known = schema_.languages();
  if (std::ranges::find(known, lang) == known.end()) lang = {};  // so that there are few
  const std::scoped_lock lock(mutex_);
  const auto found = orders_.find(lang);
  if (found != orders_.end()) return found->second;
  std::vector<std::vector<std::uint32_t>> made;
  for (const corpus::Facet& facet : schema_.facets())
    made.push_back(facet.vocabulary == nullptr ? std::vector<std::uint32_t>{} : places(*facet.vocabulary, lang));
  return orders_.emplace(lang, std::move(made)).first->second;
}

}  // namespace pramen::query
