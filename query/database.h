// An open generation of the database: searched by any number of threads at once.
//
// Held by shared_ptr: a request keeps the generation it began with, also when a
// new one is published meanwhile. Xapian's handles, which may not be shared, are
// lent to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/best_bets.h"
#include "corpus/record.h"
#include "corpus/thesaurus.h"
#include "query/answer.h"
#include "query/concept_uses.h"
#include "query/facet_values.h"
#include "query/record_concepts.h"
#include "query/request.h"
#include "query/similar.h"
#include "query/suggestions.h"
#include "query/title_list.h"
#include "query/watched_queries.h"
#include "query/word_filters.h"

namespace pramen::query {

class Database {
 public:
  // Opens the published generation below `folder`. Throws std::runtime_error
  // with a sentence that says what to do if there is none, if it was made by
  // other rules, or if its manifest, schema or columns are damaged.
  // `posting_cache_bytes`: memory for postings that are asked for often; 0: none.
  static std::shared_ptr<const Database> open(const std::filesystem::path& folder,
                                              std::size_t posting_cache_bytes = usual_posting_cache_bytes);
  // The same for any generation of it, published or not.
  static std::shared_ptr<const Database> open_generation(const std::filesystem::path& folder, std::uint64_t number,
                                                         std::size_t posting_cache_bytes = usual_posting_cache_bytes);
  static constexpr std::size_t usual_posting_cache_bytes = 128 << 20;
  virtual ~Database() = default;

  virtual const corpus::Schema& schema() const = 0;
  // What the generation was built with; read when it is asked for the first time. Throws std::runtime_error if
  // it is damaged.
  virtual const corpus::Thesaurus& thesaurus() const = 0;
  virtual std::uint64_t generation() const = 0;
  // Changes with any content: the base of ETags.
  virtual const std::string& content_hash() const = 0;
  virtual std::uint64_t record_count() const = 0;
  virtual std::string published_at() const = 0;  // ISO 8601, UTC

  // Records lie in rows, in the order of the corpus; a row may be empty. For lists of everything, piece by piece.
  virtual std::uint32_t row_count() const = 0;
  virtual std::vector<std::string> ids(std::uint32_t first_row, std::uint32_t rows) const = 0;

  virtual std::optional<corpus::Record> record(std::string_view id) const = 0;
  // The record as it is kept (corpus::to_json): equal text, equal record.
  virtual std::optional<std::string> stored(std::string_view id) const = 0;
  // The title of each id as a reader of `lang` sees it (Record::text_in), empty if
  // the id is unknown: for links.
  virtual std::vector<std::string> titles(const std::vector<std::string>& ids, std::string_view lang) const = 0;

  // The request must be free of faults (parse_request). Throws only if the
  // database fails.
  virtual Answer search(const Request& request) const = 0;

  // As if the bet held today, in place of those that have one of its wordings.
  virtual Answer search_with(const corpus::BestBet& bet, const Request& request) const = 0;
  // The wordings of its best bets, as searches to watch.
  virtual std::vector<WatchedQuery> bet_queries() const = 0;
  // The last day on which best bets began, or were over; empty if none did. Answers change with it: a part of ETags.
  virtual std::string bets_since() const = 0;

  // The conditions among the words of a query ("country:sk"), for a reader who takes them away one by one.
  virtual WordFilters word_filters(const Request& request) const = 0;

  // Records like this one, at most `limit`; nothing if the id is unknown.
  virtual std::optional<SimilarRecords> similar(std::string_view id, std::string_view lang,
                                                std::size_t limit) const = 0;
  // Both requests must be free of faults (parse_facet_values, parse_title_list).
  virtual FacetValues facet_values(const FacetValuesRequest& request) const = 0;
  virtual TitleList title_list(const TitleListRequest& request) const = 0;
  // Takes any text; the language must be one of the schema's, or none.
  virtual Suggestions suggest(const SuggestRequest& request) const = 0;

  // Passages that name a concept of the thesaurus; what a record is about, nothing if the id is unknown.
  virtual std::vector<CountryUses> concept_uses(std::string_view concept_id, std::string_view lang) const = 0;
  // Nothing if there is no such record.
  virtual std::optional<ConceptPlaces> concept_places(std::string_view record_id, std::string_view lang) const = 0;
  virtual std::vector<RecordConcept> concepts_of(std::string_view record_id, std::string_view lang) const = 0;
};

// The number of the published generation, read without opening it; 0 if none.
std::uint64_t published_generation(const std::filesystem::path& folder);

}  // namespace pramen::query
