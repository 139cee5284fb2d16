// The answer to "what is …?": where a query is the name of one concept, with or without words that ask, the
// definitions that its readers look for first, and a way to all of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/definitions.h"

namespace pramen::stemmers {
class Languages;
}

namespace pramen::query {

struct Answer;

inline constexpr std::size_t card_definitions = 3;

struct DefinitionCard {
  std::string id, label;  // of the concept, as the reader calls it
  // Where the query says it by another name: that name, the one preferred in its language, and the language.
  std::string other_name, preferred, name_lang;
  // At most card_definitions: of the reader's country first, then of the EU, then as definitions_of() has them.
  std::vector<ListedDefinition> definitions;
  std::size_t total = 0;  // definitions there are, of the concept or, where it has none, of those below it
};

// Nothing unless the query names one concept that is defined.
std::optional<DefinitionCard> definition_card(const Database& database, const stemmers::Languages& languages,
                                              const Answer& answer);

}  // namespace pramen::query
