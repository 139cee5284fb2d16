// What somebody asks for, as plain values. The parameter names of the HTTP
// contract and the options of `pramen search` both end here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/schema.h"
#include "indexer/layout.h"

namespace pramen::query {

inline constexpr std::size_t max_query_characters = 1000;
inline constexpr std::size_t max_query_words = 64;
inline constexpr std::size_t max_limit = 100;
inline constexpr std::size_t max_window = 10'000;      // offset + limit
inline constexpr std::size_t max_filter_values = 200;  // over all facets

enum class Sort { relevance, title, year };

// What plain words ask of a record: all of them, some of them, or (automatic)
// all of them, filled up with some where fewer than ten records hold all.
enum class Match { automatic, all, any };

// The scoring loop of our own, or Xapian's Enquire: the same answers, slower; kept
// as the rival and for databases on other machines.
enum class Engine { loop, enquire };

// Values of one facet are joined with OR, facets with AND. A range facet takes
// "2015", "2015..2020", "2015.." or "..2020".
struct Filter {
  std::string facet;
  std::vector<std::string> values;
};

struct Request {
  std::string words;                               // may be empty: browse
  std::string lang;                                // of the reader; empty: not known
  std::vector<Filter> filters;                     // at most one per facet
  std::optional<std::vector<std::string>> facets;  // which to count; nothing: all, empty: none
  Sort sort = Sort::relevance;
  Match match = Match::automatic;
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::vector<indexer::Tier> without;  // tiers left out, to measure what each brings
  bool counts = true;                  // false: hits only; totals are what was looked at, and facets are not counted
  bool passages = true;                // false: hits are id, kind, language and title only
  bool explain = false;                // hits with the numbers behind their scores
  Engine engine = Engine::loop;
  double budget_ms = 2'000;  // of counting and scoring; then the answer says that it was cut short
};

// One name and value as they came from an address or a command line.
using Parameter = std::pair<std::string, std::string>;

// A request that cannot be answered as it stands.
struct RequestFault {
  std::string parameter;  // its name: "limit", "country", ...
  std::string what;       // "limit takes a number from 0 to 100"
  std::string hint;       // what would be right; may be empty
};

struct ParsedRequest {
  Request request;
  std::vector<RequestFault> faults;  // empty: the request may be answered
};

// Reads q, lang, sort, match, concepts, explain, limit, offset, facets and the facet names of the
// schema (repeatable). Every fault is reported. `strict` also faults unknown
// names, as the API does; pages pass over them. Names that begin with "_" or
// "utm_" are always passed over.
ParsedRequest parse_request(const corpus::Schema& schema, const std::vector<Parameter>& parameters, bool strict);

// Whether a parameter of this name is for others: it begins with "_" or "utm_".
bool is_passed_over(std::string_view name);
// The parts of a list as they stand; empty ones are left out.
std::vector<std::string> split_commas(std::string_view list);
// That a reader's language is none of the schema's, or nothing.
std::optional<RequestFault> lang_fault(const corpus::Schema& schema, std::string_view lang);

// The values of `sort` and `match` as they stand in addresses and answers.
std::string_view sort_name(Sort sort);
std::string_view match_name(Match match);

// The names of all facets, as a fault lists them: "kind, country, topics".
std::string facet_names(const corpus::Schema& schema);

// Characters (code points) of a text, in which queries are measured.
std::size_t characters(std::string_view text);

// The request as address parameters, in a fixed order and without defaults, so
// that one request has one address: the base of links, caches and ETags.
std::vector<Parameter> to_parameters(const Request& request);

}  // namespace pramen::query
