// What to offer where a search found little or nothing: another spelling, and searches that find
// something. Nothing of it is searched unasked; each offer says how many records answer it in full.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "query/answer.h"
#include "query/plan.h"
#include "query/search.h"
#include "query/words.h"

namespace pramen::query {

// A search that was made. All of it must outlive the call.
struct Attempt {
  const Generation& generation;
  const Request& request;
  const Planner& planner;
  std::span<const QueryItem> items;  // of the query as typed, with their meanings
  std::string_view likely;           // language in which its words are read; empty: any
  std::uint64_t total = 0;           // records that answered in full
};

// The query with words that stand in records, or in names of concepts, for words that are known nowhere
// (spelling.h); where filters leave it no record, without them. Nothing where it finds none all the same.
std::optional<OtherSpelling> other_spelling(const Attempt& attempt);

// For a search that found nothing: which words are to blame, and what finds something. Tried are the query without the
// words that nobody knows, or (where each is known) without one of them; its words without quotation marks, NEAR,
// title: and =; the same words in another language; fewer filters; and where giving up one of these is not enough, also
// without all filters. At most four ways, what gives up least first. Each costs a search with an
// eighth of the request's time; of long queries fewer are tried.
std::optional<Rescue> ways_out(const Attempt& attempt);

}  // namespace pramen::query
