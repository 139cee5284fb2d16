#include "query/definition_card.h"

#include <algorithm>
#include <array>
#include <utility>

#include "query/answer.h"
#include "query/database.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::query {
namespace {

// Nouns that ask, folded: "definícia", "jelentése", "meaning". Questions with a verb are told apart before
// (question.h).
constexpr std::array<std::string_view, 9> asking = {"definicia",     "definice",  "definition",  "jelentese", "fogalma",
                                                    "meghatarozasa", "дефиниция", "определение", "meaning"};

bool asks(const UnderstoodWord& word) {
  if (word.excluded || word.phrase) return false;
  return word.optional || std::ranges::find(asking, stemmers::fold_marks(word.text)) != asking.end();
}

// The words of the query but for those of the name ask, or are none of its own.
bool is_alone(const std::vector<UnderstoodWord>& words, const std::string& name) {
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    std::string joined;
    std::size_t end = begin;
    while (end < words.size() && joined.size() < name.size())
      joined.append(joined.empty() ? "" : " ").append(words[end++].text);
    const auto place = [&](std::size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
    if (joined == name)
      return std::all_of(words.begin(), place(begin), asks) && std::all_of(place(end), words.end(), asks);
  }
  return false;
}

// Both are the same words, in whatever form.
bool is_same_name(const stemmers::Language& language, std::string_view typed, std::string_view label) {
  const auto left = language.analyse(typed, stemmers::Side::query);
  const auto right = language.analyse(label, stemmers::Side::index);
  return std::ranges::equal(left, right, [](const stemmers::Token& one, const stemmers::Token& other) {
    return std::ranges::find_first_of(one.word->folded, other.word->folded) != one.word->folded.end();
  });
}

struct Name {
  std::string text, lang;
};

// The other name that was typed; nothing where it is a preferred one in some language, or never shown.
std::optional<Name> other_name(const stemmers::Languages& languages, const corpus::Concept& named,
                               std::string_view typed) {
  for (const auto& [lang, label] : named.preferred) {
    const stemmers::Language* language = languages.find(lang);
    if (language != nullptr && is_same_name(*language, typed, label)) return std::nullopt;
  }
  for (const auto& [lang, labels] : named.alternative) {
    const stemmers::Language* language = languages.find(lang);
    for (const std::string& label : labels) {
      if (language != nullptr && is_same_name(*language, typed, label)) return Name{label, lang};
    }
  }
  return std::nullopt;
}

std::vector<corpus::Record> definitions_here_or_below(const Database& database, const corpus::Concept& named) {
  std::vector<const corpus::Concept*> concepts = {&named};
  std::vector<corpus::Record> definitions = definitions_of(database, concepts);
  if (!definitions.empty()) return definitions;
  const corpus::Thesaurus& thesaurus = database.thesaurus();
  for (const std::size_t below : thesaurus.narrower_of(*thesaurus.index_of(named.id)))
    concepts.push_back(&thesaurus.concepts()[below]);
  return definitions_of(database, concepts);
}

DefinitionCard card_of(const Database& database, const corpus::Concept& named, std::vector<corpus::Record> definitions,
                       const std::string& lang) {
  DefinitionCard card{.id = named.id, .label = std::string(corpus::label_in(named.preferred, lang, named.id))};
  card.total = definitions.size();
  const std::string_view home = home_country(lang);
  std::ranges::stable_sort(definitions, {}, [&](const corpus::Record& record) {
    const std::string_view country = record.text_fact("country");
    return country == home ? 0 : country == "eu" ? 1 : 2;
  });
  if (definitions.size() > card_definitions) definitions.resize(card_definitions);
  for (const corpus::Record& record : definitions)
    card.definitions.push_back(listed_definition(database.schema(), record, lang));
  return card;
}

}  // namespace

std::optional<DefinitionCard> definition_card(const Database& database, const stemmers::Languages& languages,
                                              const Answer& answer) {
  // Words that ask, and nothing else: "čo je" finds definitions, but is no term that has one.
  const bool only_stop_words =
      std::ranges::find(answer.problems, Oddity::only_stop_words, &QueryProblem::code) != answer.problems.end();
  if (answer.request.offset > 0 || only_stop_words) return std::nullopt;
  for (const UnderstoodConcept& understood : answer.concepts) {
    const bool value = understood.id.find('/') != understood.id.npos;
    if (value || !is_alone(answer.words, understood.text)) continue;
    const corpus::Concept* named = database.thesaurus().find(understood.id);
    if (named == nullptr) continue;
    std::vector<corpus::Record> definitions = definitions_here_or_below(database, *named);
    std::erase_if(definitions, [&](const corpus::Record& definition) {
      return std::ranges::find(answer.hidden, definition.id) != answer.hidden.end();
    });
    // What a newer one replaces is history.
    const std::vector<std::string> replaced = replaced_by(definitions);
    std::erase_if(definitions, [&](const corpus::Record& definition) {
      return std::ranges::binary_search(replaced, definition.id);
    });
    if (definitions.empty()) continue;
    DefinitionCard card = card_of(database, *named, std::move(definitions), answer.request.lang);
    if (const auto other = other_name(languages, *named, understood.text)) {
      card.other_name = other->text;
      card.name_lang = other->lang;
      card.preferred = corpus::label_in(named->preferred, other->lang, named->id);
    }
    return card;
  }
  return std::nullopt;
}

}  // namespace pramen::query
