// Which words of a query name a concept (indexer/concepts.h): "sociálne podniky" is "social enterprise",
// so that records answer which only say it in another language.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "indexer/concepts.h"
#include "query/words.h"

namespace pramen::query {

// Notes in the items what their words mean together (QueryItem::meant), the longest label first. Only plain
// words have a meaning: what is excluded, in quotation marks or asked for by its exact form is meant as
// it stands. A word's readings in `likely` go before those in other languages.
void find_meanings(std::vector<QueryItem>& items, const indexer::Concepts& concepts, std::string_view likely);

// The concepts that a text names, an id or a label in one of the languages; empty if none.
std::vector<indexer::Subject> subjects_named(const indexer::Concepts& concepts,
                                             const std::vector<const stemmers::Language*>& languages,
                                             std::string_view text);

}  // namespace pramen::query
