#include "query/concept_uses.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "query/passage.h"
#include "query/search.h"

namespace pramen::query {
namespace {

using indexer::Concepts;
using indexer::Subject;

constexpr std::size_t passage_bytes = 260;
// Where a record has the concept by its facts only, another is tried; so many in all.
constexpr std::size_t most_tried = 12;

struct Plain {
  PassageText passage;
  std::vector<MatchedToken> marks;
};

class Passages {
 public:
  Passages(const Generation& generation, const std::vector<Subject>& subjects)
      : generation_(generation), subjects_(subjects) {}

  // Those of the record's languages that name a subject.
  std::map<std::string, Plain, std::less<>> find(const corpus::Record& record, std::uint32_t row) const {
    std::map<std::string, Plain, std::less<>> found;
    const auto occurrences = generation_.concepts.occurrences(row);
    auto at = occurrences.begin();
    std::uint32_t number = 0;
    for (indexer::FieldReader field = generation_.tokens.fields(row); field.next(); ++number) {
      while (at != occurrences.end() && at->field < number) ++at;
      const bool shown = field.kind() == indexer::FieldKind::summary || field.kind() == indexer::FieldKind::body;
      for (; at != occurrences.end() && at->field == number; ++at) {
        if (!shown || at->ambiguous || !std::ranges::binary_search(subjects_, at->subject)) continue;
        mark(found, record, field, *at);
      }
    }
    return found;
  }

 private:
  void mark(std::map<std::string, Plain, std::less<>>& found, const corpus::Record& record,
            const indexer::FieldReader& field, const Concepts::Occurrence& at) const {
    const std::string& lang = generation_.schema.languages()[field.language()];
    const auto text = record.texts.find(lang);
    if (text == record.texts.end()) return;
    auto place = found.find(lang);
    if (place == found.end()) place = found.emplace(lang, Plain{PassageText(text->second), {}}).first;
    Plain& plain = place->second;
    MatchedToken token{at.begin, at.end, at.begin, at.end, 0, Closeness::concepts};
    if (field.kind() == indexer::FieldKind::body) token.move(plain.passage.body_begin);
    // Of labels within a longer one, the longer is marked.
    const bool inside = !plain.marks.empty() && token.end <= plain.marks.back().end;
    if (token.end <= plain.passage.text.size() && !inside) plain.marks.push_back(token);
  }

  const Generation& generation_;
  const std::vector<Subject>& subjects_;
};

class Uses {
 public:
  Uses(const Generation& generation, Subject subject, std::string_view lang)
      : generation_(generation),
        lang_(lang),
        country_(generation.schema.facet("country")),
        subjects_(generation.concepts.with_narrower({&subject, 1})) {}

  std::vector<CountryUses> by_country() const {
    struct Candidate {
      std::uint32_t row, frequency;
      bool defines;
    };
    std::map<std::size_t, std::vector<Candidate>> countries;  // by place in the vocabulary
    for (const auto& [row, frequency] : generation_.concepts.summed(subjects_))
      countries[country_of(row)].push_back({row, frequency, is_definition(row)});
    std::vector<CountryUses> list;
    for (auto& [place, candidates] : countries) {
      CountryUses uses{named(place), candidates.size(), {}, {}};
      std::vector<std::uint32_t> rows;
      for (const Candidate& one : candidates) rows.push_back(one.row);
      const std::size_t tried = std::min(most_tried, candidates.size());
      std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(tried), {},
                                [](const Candidate& one) { return std::tuple(one.defines, ~one.frequency, one.row); });
      for (std::size_t i = 0; i < tried && uses.uses.size() < uses_of_country; ++i) add(uses, candidates[i].row);
      if (uses.uses.empty()) continue;
      uses.texts = term_usage(generation_, subjects_, rows, lang_);
      list.push_back(std::move(uses));
    }
    const auto home = std::ranges::find(list, home_country(lang_),
                                        [](const CountryUses& one) -> std::string_view { return one.country.key; });
    if (home != list.end()) std::rotate(list.begin(), home, home + 1);
    return list;
  }

 private:
  std::size_t country_of(std::uint32_t row) const {
    if (country_ == nullptr || country_->vocabulary == nullptr) return 0;
    const indexer::FacetNumbers::Place& place = generation_.columns.facets().of("country");
    const auto values = generation_.columns.values(row, place);
    return values.empty() ? country_->vocabulary->values().size() : values[0] - place.begin;
  }

  KeyLabel named(std::size_t place) const {
    if (country_ == nullptr || country_->vocabulary == nullptr || place >= country_->vocabulary->values().size())
      return {};
    const std::string& key = country_->vocabulary->values()[place].key;
    return {key, generation_.schema.value_label("country", key, lang_)};
  }

  bool is_definition(std::uint32_t row) const {
    const corpus::Facet* kind = generation_.schema.facet("kind");
    if (kind == nullptr || kind->vocabulary == nullptr) return false;
    const indexer::FacetNumbers::Place& place = generation_.columns.facets().of("kind");
    const auto values = generation_.columns.values(row, place);
    return !values.empty() && kind->vocabulary->values()[values[0] - place.begin].key == "definition";
  }

  void add(CountryUses& country, std::uint32_t row) const {
    const corpus::Record record = corpus::from_json(generation_.schema, generation_.index.data(row));
    const auto found = Passages(generation_, subjects_).find(record, row);
    if (found.empty()) return;
    std::string_view used;
    const corpus::Text& text = record.text_in(lang_, &used);
    ConceptUse use{record.id, record.kind, std::string(used), text.title, {}};
    for (const std::string_view lang : shown_languages(record, found)) {
      const Plain& plain = found.find(lang)->second;
      use.passages.push_back({std::string(lang), passage_html(plain.passage.text, plain.marks, passage_bytes)});
    }
    country.uses.push_back(std::move(use));
  }

  // What the reader reads best of those that name it, then the original.
  std::vector<std::string_view> shown_languages(const corpus::Record& record,
                                                const std::map<std::string, Plain, std::less<>>& found) const {
    std::vector<std::string_view> languages = corpus::reading_order(lang_);
    languages.insert(languages.begin(), lang_);
    languages.push_back(record.original);
    for (const auto& [lang, plain] : found) languages.push_back(lang);
    std::vector<std::string_view> shown;
    const auto read = std::ranges::find_if(languages, [&](std::string_view lang) { return found.contains(lang); });
    shown.push_back(*read);
    if (*read != record.original && found.contains(record.original)) shown.push_back(record.original);
    return shown;
  }

  const Generation& generation_;
  const std::string_view lang_;
  const corpus::Facet* const country_;
  const std::vector<Subject> subjects_;  // ascending
};

}  // namespace

std::vector<CountryUses> concept_uses(const Generation& generation, std::string_view id, std::string_view lang) {
  const auto subject = generation.concepts.find(id);
  if (!subject) return {};
  return Uses(generation, *subject, lang).by_country();
}

}  // namespace pramen::query
