#include "query/comparison.h"

#include <algorithm>

#include "query/database.h"

namespace pramen::query {
namespace {

using Concepts = std::vector<const corpus::Concept*>;

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

const std::vector<std::string>& keys_fact(const corpus::Record& record, std::string_view field) {
  static const std::vector<std::string> none;
  const auto* keys = record.fact_as<std::vector<std::string>>(field);
  return keys == nullptr ? none : *keys;
}

DefinitionText text_of(const corpus::Text& text, std::string_view lang) {
  return {std::string(lang), text.title, text.summary, text.body, text.stale};
}

ComparedDefinition compared(const corpus::Schema& schema, const corpus::Record& record, const Concepts& concepts,
                            std::string_view lang) {
  ComparedDefinition definition{.id = record.id,
                                .facts = definition_facts(schema, record, lang),
                                .concepts = {},
                                .original = text_of(record.texts.at(record.original), record.original),
                                .translation = std::nullopt,
                                .sources = {}};
  for (const corpus::Concept* one : concepts) {
    if (contains(one->definitions, record.id)) definition.concepts.push_back(one->id);
  }
  std::string_view used;
  const corpus::Text& text = record.text_in(lang, &used);
  if (used != record.original) definition.translation = text_of(text, used);
  if (const auto* sources = record.fact_as<std::vector<corpus::Source>>("sources")) definition.sources = *sources;
  definition.analysed = !keys_fact(record, "dimensions").empty() || !keys_fact(record, "elements").empty();
  return definition;
}

class Comparer {
 public:
  Comparer(const Database& database, const ComparisonRequest& request)
      : database_(database), schema_(database.schema()) {
    comparison_.request = request;
    comparison_.generation = database.generation();
  }

  Comparison compare() {
    find_concepts();
    const std::vector<corpus::Record> known = definitions_of(database_, concepts_);
    choose(known);
    for (const corpus::Record& record : chosen_)
      comparison_.definitions.push_back(compared(schema_, record, concepts_, request().lang));
    align();
    offer(known);
    return std::move(comparison_);
  }

 private:
  const ComparisonRequest& request() const { return comparison_.request; }

  void find_concepts() {
    const corpus::Thesaurus& thesaurus = database_.thesaurus();
    const auto index = thesaurus.index_of(request().subject);
    if (!index) return;
    const corpus::Concept& asked = thesaurus.concepts()[*index];
    comparison_.label = corpus::label_in(asked.preferred, request().lang, asked.id);
    concepts_ = {&asked};
    for (const std::size_t below : thesaurus.narrower_of(*index)) {
      const corpus::Concept& one = thesaurus.concepts()[below];
      if (one.definitions.empty()) continue;
      const std::size_t definitions = definitions_of(database_, Concepts{&one}).size();
      if (definitions == 0) continue;
      comparison_.narrower.push_back(
          {one.id, std::string(corpus::label_in(one.preferred, request().lang, one.id)), definitions});
      if (request().narrower) concepts_.push_back(&one);
    }
  }

  void choose(const std::vector<corpus::Record>& known) {
    const auto add = [&](const corpus::Record& record) {
      if (std::ranges::find(chosen_, record.id, &corpus::Record::id) != chosen_.end()) return;
      if (chosen_.size() < max_compared)
        chosen_.push_back(record);
      else
        ++comparison_.left_out;
    };
    if (request().countries.empty() && request().ids.empty()) {
      for (const corpus::Record& record : known) add(record);
    }
    for (const std::string& country : request().countries) {
      bool any = false;
      for (const corpus::Record& record : known) {
        if (record.text_fact("country") != country) continue;
        add(record);
        any = true;
      }
      if (!any) comparison_.without.push_back({country, schema_.value_label("country", country, request().lang)});
    }
    for (const std::string& id : request().ids) {
      if (const auto record = database_.record(id)) add(*record);
    }
  }

  void align() {
    const corpus::Vocabulary* dimensions = schema_.values_of("dimensions");
    const corpus::Vocabulary* elements = schema_.values_of("elements");
    if (dimensions == nullptr) return;
    for (const corpus::VocabularyValue& dimension : dimensions->values()) {
      ComparedDimension row{aspect(dimension), {}};
      for (std::size_t i = 0; i < chosen_.size(); ++i)
        row.aspect.has[i] = contains(keys_fact(chosen_[i], "dimensions"), dimension.key);
      if (elements != nullptr) add_elements(row, *elements);
      agree(row.aspect);
      comparison_.dimensions.push_back(std::move(row));
    }
  }

  // A definition with an element has the dimension above it, whether it says so or not.
  void add_elements(ComparedDimension& row, const corpus::Vocabulary& elements) {
    for (const corpus::VocabularyValue& element : elements.values()) {
      if (element.key != row.aspect.key && !contains(element.broader, row.aspect.key)) continue;
      ComparedAspect found = aspect(element);
      for (std::size_t i = 0; i < chosen_.size(); ++i) {
        found.has[i] = contains(keys_fact(chosen_[i], "elements"), element.key);
        if (found.has[i]) row.aspect.has[i] = true;
      }
      agree(found);
      if (found.agreement != Agreement::none) row.elements.push_back(std::move(found));
    }
  }

  ComparedAspect aspect(const corpus::VocabularyValue& value) const {
    return {.key = value.key,
            .label = std::string(corpus::label_in(value.labels, request().lang, value.key)),
            .has = std::vector<bool>(chosen_.size())};
  }

  void agree(ComparedAspect& aspect) const {
    const auto count = static_cast<std::size_t>(std::ranges::count(aspect.has, true));
    aspect.agreement = count == 0                       ? Agreement::none
                       : count == 1                     ? Agreement::one
                       : count < comparison_.analysed() ? Agreement::some
                                                        : Agreement::all;
  }

  void offer(const std::vector<corpus::Record>& known) {
    const auto is_chosen = [&](const corpus::Record& record) {
      return std::ranges::find(chosen_, record.id, &corpus::Record::id) != chosen_.end();
    };
    const auto add = [&](const corpus::Record& record) {
      comparison_.choices.push_back({listed_definition(schema_, record, request().lang), is_chosen(record)});
    };
    for (const corpus::Record& record : known) {
      add(record);
      const KeyLabel country = value_fact(schema_, record, "country", request().lang);
      if (country.key.empty()) continue;
      auto choice = std::ranges::find(comparison_.countries, country.key,
                                      [](const CountryChoice& one) { return one.country.key; });
      if (choice == comparison_.countries.end())
        choice = comparison_.countries.insert(choice, {country, 0, contains(request().countries, country.key)});
      ++choice->definitions;
    }
    for (const KeyLabel& country : comparison_.without) comparison_.countries.push_back({country, 0, true});
    for (const corpus::Record& record : chosen_) {
      if (std::ranges::find(known, record.id, &corpus::Record::id) == known.end()) add(record);
    }
  }

  const Database& database_;
  const corpus::Schema& schema_;
  Concepts concepts_;
  std::vector<corpus::Record> chosen_;
  Comparison comparison_;
};

}  // namespace

std::string_view agreement_name(Agreement agreement) {
  constexpr std::string_view names[] = {"none", "one", "some", "all"};
  return names[static_cast<std::size_t>(agreement)];
}

std::size_t Comparison::analysed() const {
  return static_cast<std::size_t>(std::ranges::count(definitions, true, &ComparedDefinition::analysed));
}

Comparison compare(const Database& database, const ComparisonRequest& request) {
  return Comparer(database, request).compare();
}

}  // namespace pramen::query
