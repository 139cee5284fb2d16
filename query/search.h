// One search over one open generation: words to a Xapian query, filters and
// counts over columns in the same pass, hits with passages and reasons.
#pragma once

#include <xapian.h>

#include <span>

#include "corpus/schema.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/forms.h"
#include "indexer/index_files.h"
#include "indexer/token_column.h"
#include "query/answer.h"
#include "query/best_bets.h"
#include "query/facet_counter.h"
#include "query/field_names.h"
#include "query/posting_cache.h"
#include "query/request.h"
#include "stemmers/language.h"

namespace pramen::query {

// What a search looks at; all of it must outlive the search. The Xapian handle
// belongs to the calling thread.
struct Generation {
  const corpus::Schema& schema;
  const indexer::Columns& columns;
  const indexer::Forms& forms;
  const indexer::TokenColumn& tokens;
  const indexer::Concepts& concepts;
  std::span<const float> norms;  // bm25_norms() of the columns' lengths
  const PostingCache& cache;     // of both kinds of lists of a form (loop.h)
  const ValueSets& sets;
  std::span<const float> factors;  // row_factors(); may be empty
  const FacetCounter& all;         // the counts of all records, no filter set
  const LabelOrders& label_orders;
  const FieldNames& fields;
  const stemmers::Languages& languages;
  const BestBets& bets;
  corpus::Day day;  // on which bets hold
  const indexer::IndexFiles& index;
};

Answer search(const Generation& generation, const Request& request);

}  // namespace pramen::query
