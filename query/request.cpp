#include "query/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "query/facet_counter.h"

namespace pramen::query {
namespace {

constexpr std::string_view sort_names[] = {"relevance", "title", "year"};
constexpr std::string_view match_names[] = {"auto", "all", "any"};

class Reader {
 public:
  Reader(const corpus::Schema& schema, bool strict) : schema_(schema), strict_(strict) {}

  void read(const std::string& name, const std::string& value) {
    if (name == "q") return read_words(value);
    if (name == "lang") return read_lang(value);
    if (name == "sort") return read_choice(name, value, sort_names, parsed_.request.sort);
    if (name == "match") return read_choice(name, value, match_names, parsed_.request.match);
    if (name == "concepts") return read_concepts(value);
    if (name == "explain") return read_explain(value);
    if (name == "limit") return read_number(name, value, max_limit, parsed_.request.limit);
    if (name == "offset") return read_number(name, value, max_window, parsed_.request.offset);
    if (name == "facets") return read_facets(value);
    if (const corpus::Facet* facet = schema_.facet(name)) return read_filter(*facet, value);
    if (strict_ && !is_passed_over(name)) {
      fault(
          name, fmt::format("there is no parameter {}", name),
          fmt::format("parameters are q, lang, sort, match, concepts, explain, limit, offset, facets and the facets {}",
                      facet_names(schema_)));
    }
  }

  ParsedRequest finish() {
    Request& request = parsed_.request;
    if (request.offset + request.limit > max_window) {
      fault("offset", fmt::format("offset and limit together reach beyond {}", max_window),
            "narrow the search with words or filters");
    }
    std::size_t values = 0;
    for (const Filter& filter : request.filters) values += filter.values.size();
    if (values > max_filter_values) {
      fault("filters", fmt::format("{} filter values are more than {}", values, max_filter_values), "");
    }
    return std::move(parsed_);
  }

 private:
  void fault(std::string parameter, std::string what, std::string hint) {
    parsed_.faults.push_back({std::move(parameter), std::move(what), std::move(hint)});
  }

  void read_words(const std::string& value) {
    std::string& words = parsed_.request.words;
    if (!words.empty() && !value.empty()) words += ' ';
    words += value;
  }

  void read_lang(const std::string& value) {
    if (auto found = lang_fault(schema_, value))
      parsed_.faults.push_back(std::move(*found));
    else
      parsed_.request.lang = value;
  }

  template <typename Choice, std::size_t count>
  void read_choice(const std::string& name, const std::string& value, const std::string_view (&names)[count],
                   Choice& choice) {
    if (value.empty()) return;
    const auto found = std::ranges::find(names, std::string_view(value));
    if (found == std::end(names)) {
      return fault(name, fmt::format("{} has no value like that", name), fmt::format("{}", fmt::join(names, ", ")));
    }
    choice = static_cast<Choice>(found - std::begin(names));
  }

  void read_concepts(const std::string& value) {
    if (value == "no")
      parsed_.request.without = {indexer::Tier::concepts};
    else if (!value.empty() && value != "yes")
      fault("concepts", "concepts has no value like that", "yes, no");
  }

  void read_explain(const std::string& value) {
    parsed_.request.explain = value == "true";
    if (!value.empty() && value != "true" && value != "false")
      fault("explain", "explain has no value like that", "true, false");
  }

  void read_number(const std::string& name, const std::string& value, std::size_t most, std::size_t& number) {
    if (value.empty()) return;
    std::size_t read = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
    if (error != std::errc() || end != value.data() + value.size() || read > most) {
      return fault(name, fmt::format("{} takes a whole number from 0 to {}", name, most), "");
    }
    number = read;
  }

  void read_facets(const std::string& value) {
    std::vector<std::string>& wanted = parsed_.request.facets.emplace();
    for (std::string& name : split_commas(value)) {
      if (schema_.facet(name) == nullptr) {
        fault("facets", fmt::format("there is no facet {}", name), facet_names(schema_));
      } else if (std::ranges::find(wanted, name) == wanted.end()) {
        wanted.push_back(std::move(name));
      }
    }
  }

  void read_filter(const corpus::Facet& facet, const std::string& typed) {
    if (typed.empty()) return;  // an empty field of a form
    std::string value = typed;
    if (facet.type == corpus::FacetType::range) {
      if (value == "..") return;  // both fields of a form left empty
      // People may type the later year first; programs are told.
      if (!strict_ && !parse_range(value)) value = turned_range(value);
      if (!parse_range(value)) {
        return fault(facet.name, fmt::format("{} takes a number or a range", facet.name),
                     "such as 2020, 2015..2020, 2015.. or ..2020");
      }
    } else if (facet.vocabulary->find(value) == nullptr) {
      return fault(facet.name, fmt::format("{} has no such value", facet.name), "see /api/v1/schema for the values");
    }
    auto filter = std::ranges::find(parsed_.request.filters, facet.name, &Filter::facet);
    if (filter == parsed_.request.filters.end()) {
      parsed_.request.filters.push_back({facet.name, {}});
      filter = std::prev(parsed_.request.filters.end());
    }
    if (std::ranges::find(filter->values, value) == filter->values.end()) filter->values.push_back(value);
  }

  const corpus::Schema& schema_;
  const bool strict_;
  ParsedRequest parsed_;
};

}  // namespace

bool is_passed_over(std::string_view name) { return name.starts_with('_') || name.starts_with("utm_"); }

std::vector<std::string> split_commas(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (end > 0) parts.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

std::optional<RequestFault> lang_fault(const corpus::Schema& schema, std::string_view lang) {
  if (lang.empty() || schema.has_language(lang)) return std::nullopt;
  return RequestFault{"lang", "lang takes a language of this database",
                      fmt::format("{}", fmt::join(schema.languages(), ", "))};
}

std::string_view sort_name(Sort sort) { return sort_names[static_cast<std::size_t>(sort)]; }

std::string_view match_name(Match match) { return match_names[static_cast<std::size_t>(match)]; }

std::string facet_names(const corpus::Schema& schema) {
  std::string names;
  for (const corpus::Facet& facet : schema.facets()) names += (names.empty() ? "" : ", ") + facet.name;
  return names;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

ParsedRequest parse_request(const corpus::Schema& schema, const std::vector<Parameter>& parameters, bool strict) {
  Reader reader(schema, strict);
  for (const auto& [name, value] : parameters) reader.read(name, value);
  return reader.finish();
}

std::vector<Parameter> to_parameters(const Request& request) {
  const Request defaults;
  std::vector<Parameter> parameters;
  if (!request.words.empty()) parameters.emplace_back("q", request.words);
  if (!request.lang.empty()) parameters.emplace_back("lang", request.lang);
  std::vector<Filter> filters = request.filters;
  std::ranges::sort(filters, {}, &Filter::facet);
  for (Filter& filter : filters) {
    std::ranges::sort(filter.values);
    for (std::string& value : filter.values) parameters.emplace_back(filter.facet, std::move(value));
  }
  if (request.facets) parameters.emplace_back("facets", fmt::format("{}", fmt::join(*request.facets, ",")));
  if (request.sort != defaults.sort) parameters.emplace_back("sort", sort_name(request.sort));
  if (request.match != defaults.match) parameters.emplace_back("match", match_name(request.match));
  if (std::ranges::find(request.without, indexer::Tier::concepts) != request.without.end())
    parameters.emplace_back("concepts", "no");
  if (request.explain) parameters.emplace_back("explain", "true");
  if (request.limit != defaults.limit) parameters.emplace_back("limit", std::to_string(request.limit));
  if (request.offset != defaults.offset) parameters.emplace_back("offset", std::to_string(request.offset));
  return parameters;
}

}  // namespace pramen::query
