// What may be meant by the beginning of a text: definitions, case studies,
// organisations and words, as somebody types them.
//
// Each typed word begins some word of a title, another name or a term, marks and case
// aside. Better is, in this order: having the marks that were typed; the reader's
// language, then those that reader reads; a name that begins with the first typed word;
// words in the order in which they were typed; whole words; a shorter name; the id.
// Words stand by how many records hold them.
#pragma once

#include "corpus/schema.h"
#include "indexer/columns.h"
#include "indexer/names.h"
#include "query/suggestions.h"
#include "stemmers/language.h"

namespace pramen::query {

// Takes any text; the language is one of the schema's, or none. Any number of threads.
Suggestions suggest(const corpus::Schema& schema, const indexer::Columns& columns, const indexer::Names& names,
                    const stemmers::Languages& languages, const SuggestRequest& request);

}  // namespace pramen::query
