#include "query/word_filters.h"

#include <functional>

#include "indexer/concepts.h"
#include "query/words.h"

namespace pramen::query {
namespace {

bool is_filter(const QueryItem& item) {
  return item.kind == QueryItem::Kind::facet || item.kind == QueryItem::Kind::subject;
}

}  // namespace

WordFilters word_filters(const corpus::Schema& schema, const indexer::Concepts& concepts, const Grammar& grammar,
                         std::string_view words) {
  const std::vector<QueryItem> items = parse_words(words, grammar).items;
  // Side by side they are wanted together, as typed.
  const auto printed_where = [&](const std::function<bool(const QueryItem&)>& kept) {
    std::string text;
    for (const QueryItem& item : items) {
      if (kept(item)) text.append(text.empty() ? "" : " ").append(printed({item}, schema, &concepts));
    }
    return text;
  };
  WordFilters filters;
  for (const QueryItem& item : items) {
    if (!is_filter(item)) continue;
    WordFilter filter{.facet = item.condition.facet,
                      .value = {},
                      .excluded = item.excluded,
                      .without = printed_where([&](const QueryItem& other) { return &other != &item; })};
    if (item.kind == QueryItem::Kind::facet) {
      const std::string text = printed({item}, schema, &concepts);  // "NOT year:2015..2020"
      filter.value = text.substr(text.find(':') + 1);
    } else {
      filter.value = concepts.label(item.meant.subjects.front(), grammar.lang);
    }
    filters.list.push_back(std::move(filter));
  }
  if (!filters.list.empty()) filters.rest = printed_where([](const QueryItem& item) { return !is_filter(item); });
  return filters;
}

}  // namespace pramen::query
