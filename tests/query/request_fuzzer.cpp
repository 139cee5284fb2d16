// Feeds requests with any parameters and checks what their reader promises: no crash, faults in words
// that name their parameter, bounds that hold, and an address that reads as the same request again:
// request_fuzzer [INPUTS] [SEED].
#include <algorithm>
#include <string>
#include <vector>

#include "query/request.h"
#include "tests/query/random_query.h"
#include "tests/support/fuzzing.h"

namespace {

using namespace pramen;
using pramen::tests::require;

const corpus::Schema& schema() {
  static const corpus::Schema bundled = corpus::Schema::bundled();
  return bundled;
}

std::string as_text(const std::vector<query::Parameter>& parameters) {
  std::string text;
  for (const auto& [name, value] : parameters) text.append(text.empty() ? "" : "&").append(name + '=' + value);
  return text;
}

void check(const std::vector<query::Parameter>& parameters, bool strict) {
  const std::string text = as_text(parameters);
  const query::ParsedRequest read = query::parse_request(schema(), parameters, strict);
  for (const query::RequestFault& fault : read.faults) {
    require(!fault.what.empty(), "a fault has words", text);
    require(std::ranges::any_of(parameters, [&](const auto& given) { return given.first == fault.parameter; }),
            "a fault names a parameter that was given", text, fault.parameter);
  }
  if (!read.faults.empty()) return;
  const query::Request& request = read.request;
  require(request.limit <= query::max_limit, "the limit is bounded", text);
  require(request.offset + request.limit <= query::max_window, "the window is bounded", text);
  std::size_t values = 0;
  for (const query::Filter& filter : request.filters) {
    require(!filter.values.empty() && schema().facet(filter.facet) != nullptr, "a filter is a facet's", text);
    values += filter.values.size();
  }
  require(values <= query::max_filter_values, "filters are bounded", text);
  const std::vector<query::Parameter> address = query::to_parameters(request);
  const query::ParsedRequest again = query::parse_request(schema(), address, true);
  require(again.faults.empty(), "an address has no faults", text, as_text(address));
  require(query::to_parameters(again.request) == address, "one request has one address", text, as_text(address));
}

std::string random_value(std::mt19937_64& random) {
  static const std::string values[] = {"",
                                       "0",
                                       "1",
                                       "10",
                                       "100",
                                       "101",
                                       "-1",
                                       "9999",
                                       "10000",
                                       "4294967296",
                                       "18446744073709551616",
                                       "1e3",
                                       "0x1",
                                       " 5",
                                       "5 ",
                                       "+5",
                                       "sk",
                                       "de",
                                       "xx",
                                       "SK",
                                       "hu,at",
                                       "at,,sk",
                                       "2015",
                                       "..",
                                       "2015..",
                                       "..1",
                                       "1..2",
                                       "2..1",
                                       "1..2..3",
                                       "-5..5",
                                       "title",
                                       "year",
                                       "relevance",
                                       "any",
                                       "all",
                                       "true",
                                       "false",
                                       "on",
                                       "\xC3",
                                       "\xFF\xFE",
                                       "%00",
                                       "kind",
                                       "kind,topics",
                                       "practice",
                                       "*",
                                       "☃",
                                       "definition",
                                       "organisation",
                                       "none",
                                       ",",
                                       ",,,,",
                                       "country",
                                       "2147483647",
                                       "2147483648",
                                       "-2147483649"};
  if (random() % 8 == 0) return tests::random_query(random);
  return values[random() % std::size(values)];
}

std::vector<query::Parameter> random_parameters(std::mt19937_64& random) {
  static const std::string names[] = {"q",      "lang",      "sort",       "match", "concepts", "explain",
                                      "limit",  "offset",    "facets",     "kind",  "country",  "year",
                                      "topics", "languages", "utm_source", "_",     "colour",   "",
                                      "Q",      "limit ",    "\xFF",       "q[]",   "year.."};
  std::vector<query::Parameter> made(random() % 6);
  for (auto& [name, value] : made) {
    name = random() % 50 == 0 ? tests::random_query(random) : names[random() % std::size(names)];
    value = random_value(random);
  }
  // Now and then one is given very often.
  if (random() % 200 == 0 && !made.empty()) made.resize(random() % 400, made.front());
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  tests::try_inputs(argc, argv, [](std::mt19937_64& random, auto i) { check(random_parameters(random), i % 2 == 0); });
}
