#include "query/facet_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "query/label_orders.h"
#include "query/value_names.h"

namespace pramen::query {
namespace {

constexpr std::string_view sort_names[] = {"count", "label"};

bool is_of_a_search(const corpus::Schema& schema, std::string_view name) {
  return name == "lang" || name == "match" || name == "limit" || schema.facet(name) != nullptr;
}

}  // namespace

ParsedFacetValues parse_facet_values(const corpus::Schema& schema, const corpus::Facet& facet,
                                     const std::vector<Parameter>& parameters) {
  ParsedFacetValues parsed;
  FacetValuesRequest& request = parsed.request;
  request.facet = facet.name;
  std::vector<Parameter> search = {{"limit", std::to_string(usual_values)}};
  for (const auto& [name, value] : parameters) {
    if (name == "q") {
      if (!request.text.empty() && !value.empty()) request.text += ' ';
      request.text += value;
    } else if (name == "query") {
      search.emplace_back("q", value);
    } else if (name == "sort") {
      const auto found = std::ranges::find(sort_names, std::string_view(value));
      if (found != std::end(sort_names))
        request.sort = static_cast<ValueSort>(found - std::begin(sort_names));
      else if (!value.empty())
        parsed.faults.push_back({"sort", "sort has no value like that", "count, label"});
    } else if (is_of_a_search(schema, name)) {
      search.emplace_back(name, value);
    } else if (!is_passed_over(name)) {
      parsed.faults.push_back(
          {name, fmt::format("there is no parameter {}", name),
           fmt::format("parameters are q, query, lang, match, sort, limit and the facets {}", facet_names(schema))});
    }
  }
  if (characters(request.text) > max_query_characters)
    parsed.faults.push_back(
        {"q", fmt::format("the text is longer than {} characters", max_query_characters), "shorten it"});
  ParsedRequest read = parse_request(schema, search, true);
  for (RequestFault& fault : read.faults) {
    if (fault.parameter == "q") fault.parameter = "query";
    parsed.faults.push_back(std::move(fault));
  }
  request.search = std::move(read.request);
  request.limit = request.search.limit;
  request.search.limit = 0;
  request.search.passages = false;
  request.search.facets = {{facet.name}};
  return parsed;
}

std::vector<Parameter> to_parameters(const FacetValuesRequest& request) {
  std::vector<Parameter> parameters = to_parameters(request.search);
  parameters.emplace_back("facet", request.facet);
  parameters.emplace_back("text", request.text);
  parameters.emplace_back("order", sort_names[static_cast<std::size_t>(request.sort)]);
  parameters.emplace_back("values", std::to_string(request.limit));
  return parameters;
}

namespace {

// Of a range: the numbers whose digits begin as typed.
bool number_matches(std::string_view number, const std::vector<std::string>& typed) {
  return std::ranges::all_of(typed, [&](const std::string& begin) { return number.starts_with(begin); });
}

void sort_values(std::vector<NamedValue>& values, const corpus::Facet& facet, ValueSort sort,
                 const std::vector<std::uint32_t>& places) {
  if (facet.vocabulary == nullptr) {  // they came ascending
    if (sort == ValueSort::count)
      std::ranges::stable_sort(values, std::greater{}, [](const NamedValue& one) { return one.count.count; });
  } else if (sort == ValueSort::label) {  // they came by count
    std::ranges::stable_sort(
        values, {}, [&](const NamedValue& one) { return places[*facet.vocabulary->index_of(one.count.value)]; });
  }
}

}  // namespace

FacetValues named_values(const corpus::Schema& schema, const ValueNames& names, const LabelOrders& orders,
                         const FacetValuesRequest& request, const Answer& answer) {
  const corpus::Facet& facet = *schema.facet(request.facet);
  const std::string_view lang = request.search.lang.empty() ? std::string_view("en") : request.search.lang;
  FacetValues found{.request = request,
                    .label = std::string(corpus::label_in(facet.labels, lang, facet.name)),
                    .values = {},
                    .records = answer.total,
                    .cut_short = answer.cut_short,
                    .generation = answer.generation};
  const std::vector<std::string> words = folded_words(request.text);
  for (const FacetCount& count : answer.facets.front().values) {
    NamedValue value{count, {}};
    bool matches = facet.vocabulary == nullptr && number_matches(count.value, words);
    if (facet.vocabulary != nullptr) {
      const auto name = names.match(facet, *facet.vocabulary->index_of(count.value), words, lang);
      matches = name.has_value();
      if (matches && !words.empty() && *name != count.label) value.matched = *name;
    }
    found.total += matches ? 1 : 0;
    if (matches || count.selected) found.values.push_back(std::move(value));
  }
  sort_values(found.values, facet, request.sort,
              orders.in(lang)[static_cast<std::size_t>(&facet - schema.facets().data())]);
  std::size_t place = 0;
  std::erase_if(found.values,
                [&](const NamedValue& value) { return place++ >= request.limit && !value.count.selected; });
  return found;
}

}  // namespace pramen::query
