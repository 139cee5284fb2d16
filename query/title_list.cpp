#include "query/title_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/facet_counter.h"
#include "query/search.h"
#include "query/title_orders.h"
#include "stemmers/alphabet.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

// The letter as the alphabet writes it; empty where there is no such.
std::string letter_named(const stemmers::Alphabet& alphabet, std::string_view typed) {
  const std::string folded = stemmers::fold_case(typed);
  for (const stemmers::Alphabet::Section& section : alphabet.sections()) {
    if (stemmers::fold_case(section.letter) == folded) return section.letter;
  }
  return {};
}

std::string own_letters(const stemmers::Alphabet& alphabet) {
  std::string letters;
  for (const stemmers::Alphabet::Section& section : alphabet.sections()) {
    if (section.own) letters += section.letter + " ";
  }
  return letters + std::string(stemmers::rest_letter);
}

class Lister {
 public:
  Lister(const Generation& generation, const TitleOrders::Order& order, const TitleListRequest& request)
      : generation_(generation),
        order_(order),
        lang_(listing_language(generation.schema, request.search.lang)),
        filter_(generation.schema, generation.columns, request.search) {
    list_.request = request;
  }

  TitleList list() {
    for (std::size_t part = 0; part < order_.parts.size(); ++part) add(part);
    // What begins with no letter stands last, wherever the order puts it.
    const auto rest = std::ranges::find(list_.letters, stemmers::rest_letter, &Letter::letter);
    if (rest != list_.letters.end()) std::rotate(rest, std::next(rest), list_.letters.end());
    return std::move(list_);
  }

 private:
  void add(std::size_t number) {
    const TitleOrders::Part& part = order_.parts[number];
    const std::size_t end = number + 1 < order_.parts.size() ? order_.parts[number + 1].begin : order_.rows.size();
    const bool wanted = list_.request.letter.empty() || list_.request.letter == part.letter;
    std::uint64_t count = 0;
    for (std::size_t at = part.begin; at < end; ++at) {
      if (filter_.filters() && !filter_.passes(order_.rows[at])) continue;
      ++count;
      if (wanted) add_title(order_.rows[at], part.letter);
    }
    list_.records += count;
    if (count == 0 && !part.own) return;
    const auto known = std::ranges::find(list_.letters, part.letter, &Letter::letter);
    if (known == list_.letters.end())
      list_.letters.push_back({part.letter, count});
    else
      known->count += count;
  }

  void add_title(std::uint32_t row, const std::string& letter) {
    const std::uint64_t place = list_.total++;
    const Request& page = list_.request.search;
    if (place < page.offset || place >= page.offset + page.limit) return;
    const auto title = generation_.columns.title(row, lang_);
    list_.titles.push_back({.id = std::string(generation_.columns.id(row)),
                            .kind = kind_of(row),
                            .lang = std::string(title.lang),
                            .title = std::string(title.text),
                            .letter = letter});
  }

  std::string kind_of(std::uint32_t row) const {
    const corpus::Facet* kind = generation_.schema.facet("kind");
    if (kind == nullptr) return {};
    const indexer::FacetNumbers::Place& place = generation_.columns.facets().of("kind");
    const auto values = generation_.columns.values(row, place);
    return values.empty() ? std::string() : kind->vocabulary->values()[values[0] - place.begin].key;
  }

  const Generation& generation_;
  const TitleOrders::Order& order_;
  const std::string_view lang_;
  const FacetCounter filter_;
  TitleList list_;
};

}  // namespace

ParsedTitleList parse_title_list(const corpus::Schema& schema, const std::vector<Parameter>& parameters, bool strict) {
  ParsedTitleList parsed;
  std::string letter;
  std::vector<Parameter> search = {{"limit", std::to_string(usual_titles)}};
  for (const auto& [name, value] : parameters) {
    if (name == "letter") {
      letter = value;
    } else if (name == "lang" || name == "limit" || name == "offset" || schema.facet(name) != nullptr) {
      search.emplace_back(name, value);
    } else if (strict && !is_passed_over(name)) {
      parsed.faults.push_back({name, fmt::format("there is no parameter {}", name),
                               "parameters are lang, letter, limit, offset and the facets of /api/v1/schema"});
    }
  }
  ParsedRequest read = parse_request(schema, search, true);
  std::ranges::move(read.faults, std::back_inserter(parsed.faults));
  parsed.request.search = std::move(read.request);
  if (letter.empty()) return parsed;
  const stemmers::Alphabet& alphabet = stemmers::Alphabet::of(listing_language(schema, parsed.request.search.lang));
  parsed.request.letter = letter_named(alphabet, letter);
  if (parsed.request.letter.empty())
    parsed.faults.push_back({"letter", "letter takes a letter of the reader's language", own_letters(alphabet)});
  return parsed;
}

std::vector<Parameter> to_parameters(const TitleListRequest& request) {
  std::vector<Parameter> parameters = to_parameters(request.search);
  std::erase_if(parameters, [](const Parameter& one) { return one.first == "limit"; });  // another number is usual
  if (request.search.limit != usual_titles) parameters.emplace_back("limit", std::to_string(request.search.limit));
  if (!request.letter.empty()) parameters.emplace_back("letter", request.letter);
  return parameters;
}

TitleList title_list(const Generation& generation, const TitleOrders& orders, const TitleListRequest& request) {
  return Lister(generation, orders.in(request.search.lang), request).list();
}

}  // namespace pramen::query
