// All records from A to Z: the letters of the reader's language with how many titles begin
// with each, and the titles under one, in the language's order. Each record stands there
// once, with its title as the reader sees it (Record::text_in).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "query/request.h"

namespace pramen::query {

struct Generation;
class TitleOrders;

inline constexpr std::size_t usual_titles = 50;

struct TitleListRequest {
  std::string letter;  // as the alphabet writes it; empty: all titles
  Request search;      // lang, filters, limit and offset are taken
};

struct Letter {
  std::string letter;
  std::uint64_t count = 0;  // records whose title begins with it and that pass the filters
};

struct ListedTitle {
  std::string id, kind;
  std::string lang, title, letter;
};

struct TitleList {
  TitleListRequest request;
  std::vector<Letter> letters;  // those of the language; of others only where titles begin so; "#" last
  std::uint64_t records = 0;    // that pass the filters: the sum of the letters
  std::uint64_t total = 0;      // of them under the letter asked for
  std::vector<ListedTitle> titles;
  std::uint64_t generation = 0;
};

std::string to_json(const TitleList& list);

struct ParsedTitleList {
  TitleListRequest request;
  std::vector<RequestFault> faults;
};

// Reads lang, letter (case does not matter), limit, offset and the facets as filters. Every
// fault is reported; `strict` as in parse_request.
ParsedTitleList parse_title_list(const corpus::Schema& schema, const std::vector<Parameter>& parameters, bool strict);

// The request in a fixed order and without defaults: for links and ETags.
std::vector<Parameter> to_parameters(const TitleListRequest& request);

TitleList title_list(const Generation& generation, const TitleOrders& orders, const TitleListRequest& request);

}  // namespace pramen::query
