// The recognition of concepts in the token column: words are forms there, whose base forms are known
// (forms.h), so that no text is analysed again.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "corpus/thesaurus.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/layout.h"
#include "indexer/parallel.h"
#include "indexer/previous.h"
#include "indexer/token_column.h"
#include "indexer/varint.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::indexer {
namespace {

// A record that has a concept without a word of it: by a value of its facts; as its definition.
constexpr std::uint32_t value_frequency = 2, definition_frequency = 6;
// Rows that a thread takes at once.
constexpr std::uint32_t chunk_rows = 8192;

// A short label of capitals only, that is a word of another meaning in small letters.
bool means_other_in_small(const stemmers::Language& language, std::string_view label) {
  if (label.size() > 8 || label.find(' ') != std::string_view::npos || stemmers::has_small_letters(label)) return false;
  std::vector<stemmers::Token> tokens = language.analyse(label, stemmers::Side::index);
  return tokens.size() == 1 && tokens[0].word->exact != label &&
         (language.knows(tokens[0].word->exact) || language.is_stop_word(tokens[0].word->exact));
}

// "NGO / association" is two names for one thing, and itself a third.
std::vector<std::string_view> names_in(std::string_view label) {
  constexpr std::string_view between = " / ";
  std::vector<std::string_view> names = {label};
  for (std::size_t at = 0, end = label.find(between); end != std::string_view::npos; end = label.find(between, at)) {
    names.push_back(label.substr(at, end - at));
    at = end + between.size();
    if (label.find(between, at) == std::string_view::npos) names.push_back(label.substr(at));
  }
  return names;
}

std::set<Subject> as_set(const std::vector<Subject>& subjects) { return {subjects.begin(), subjects.end()}; }

// Of a facet's value that is no concept.
constexpr Subject no_subject = ~0U;

struct NamedSubject {
  std::string id;
  corpus::Labels names;
};

// The concepts of a generation with their names, and which of them stand for facts of records.
class SubjectList {
 public:
  explicit SubjectList(const ConceptSources& sources) {
    const corpus::Thesaurus& thesaurus = sources.thesaurus;
    for (const corpus::Concept& one : thesaurus.concepts()) {
      subjects_.push_back({one.id, one.preferred});
      const auto subject = static_cast<Subject>(*thesaurus.index_of(thesaurus.in_use(one).id));
      for (const auto& [lang, name] : one.preferred)
        add_names(sources, subject, lang, {&name, 1}, LabelUse::everywhere);
      for (const auto& [lang, names] : one.alternative) add_names(sources, subject, lang, names, LabelUse::everywhere);
      for (const auto& [lang, names] : one.hidden) add_names(sources, subject, lang, names, LabelUse::queries);
    }
    of_thesaurus_ = static_cast<Subject>(subjects_.size());
    add_values(sources);
    for (Subject subject = 0; subject < subjects_.size(); ++subject) {
      if (subject < of_thesaurus_) {
        for (const std::size_t below : thesaurus.narrower_of(subject)) narrower_.push_back(static_cast<Subject>(below));
      }
      narrower_at_.push_back(static_cast<std::uint32_t>(narrower_.size()));
    }
  }

  void write(SectionWriter& file, std::span<const std::string> languages) const {
    file.add("of_thesaurus", std::vector<std::uint32_t>{of_thesaurus_});
    write_texts(file, "ids", [](const NamedSubject& subject) -> std::string_view { return subject.id; });
    for (const std::string& lang : languages) {
      write_texts(file, "names." + lang, [&](const NamedSubject& subject) -> std::string_view {
        const auto found = subject.names.find(lang);
        return found == subject.names.end() ? std::string_view() : found->second;
      });
    }
    labels_.tables().write(file);
    file.add("of_value", of_value_);
    file.add("narrower", narrower_);
    file.add("narrower_at", narrower_at_);
  }

 private:
  void add_names(const ConceptSources& sources, Subject subject, std::string_view lang,
                 std::span<const std::string> names, LabelUse use) {
    const stemmers::Language* language = sources.languages.find(lang);
    if (language == nullptr) return;
    for (const std::string& name : names)
      labels_.add(*language, name, {subject, means_other_in_small(*language, name) ? LabelUse::capitals : use});
  }

  // The values of all facets that a corpus declares: what kind a record is of, and in what language, is no subject.
  // A value named as a concept in two languages stands for it.
  void add_values(const ConceptSources& sources) {
    const corpus::Schema& schema = sources.schema;
    const FacetNumbers& numbers = sources.columns.facets();
    of_value_.assign(numbers.size(), no_subject);
    std::map<std::string, std::pair<std::uint32_t, const corpus::VocabularyValue*>> others;  // by id
    for (std::size_t i = 0; i < schema.facets().size(); ++i) {
      const corpus::Facet& facet = schema.facets()[i];
      if (facet.vocabulary == nullptr || schema.field(facet.name) == nullptr) continue;
      std::uint32_t number = numbers.of(i).begin;
      for (const corpus::VocabularyValue& value : facet.vocabulary->values()) {
        if (const auto same = same_concept(value, sources.languages))
          of_value_[number] = *same;
        else
          others.emplace(facet.name + "/" + value.key, std::pair{number, &value});
        ++number;
      }
    }
    for (const auto& [id, value] : others) {
      const auto subject = static_cast<Subject>(subjects_.size());
      of_value_[value.first] = subject;
      subjects_.push_back({id, value.second->labels});
      for (const auto& [lang, name] : value.second->labels) {
        if (const stemmers::Language* language = sources.languages.find(lang))
          for (const std::string_view one : names_in(name)) labels_.add(*language, one, {subject, LabelUse::queries});
      }
    }
  }

  // The concept by whose names a value goes in two languages.
  std::optional<Subject> same_concept(const corpus::VocabularyValue& value,
                                      const stemmers::Languages& languages) const {
    std::map<Subject, std::size_t> agreeing;
    for (const auto& [lang, label] : value.labels) {
      const stemmers::Language* language = languages.find(lang);
      if (language == nullptr) continue;
      std::set<Subject> named;
      for (const std::string_view name : names_in(label)) named.merge(as_set(labels_.subjects(*language, name)));
      for (const Subject subject : named) ++agreeing[subject];
    }
    const auto best = std::ranges::max_element(agreeing, {}, [](const auto& one) { return one.second; });
    if (best == agreeing.end() || best->second < std::min<std::size_t>(2, value.labels.size())) return std::nullopt;
    return best->first;
  }

  template <typename TextOf>
  void write_texts(SectionWriter& file, const std::string& name, const TextOf& text_of) const {
    std::vector<std::uint32_t> at = {0};
    file.begin(name);
    for (const NamedSubject& subject : subjects_) {
      const std::string_view text = text_of(subject);
      file.append(text);
      at.push_back(at.back() + static_cast<std::uint32_t>(text.size()));
    }
    file.add(name + "_at", at);
  }

  std::vector<NamedSubject> subjects_;
  Subject of_thesaurus_ = 0;
  LabelTrieBuilder labels_;
  std::vector<Subject> of_value_, narrower_;
  std::vector<std::uint32_t> narrower_at_ = {0};
};

// The keys of the trie that a token leads to.
class TokenKeys {
 public:
  TokenKeys(const LabelTrie& labels, const Forms& forms, const stemmers::Languages& languages)
      : at_(forms.tokens() + std::size_t{1}) {
    std::vector<std::pair<std::uint32_t, LabelTrie::Key>> found;
    for (LabelTrie::Key key = 0; key < labels.keys().size(); ++key) {
      const std::string_view text = labels.keys()[key];
      const std::string_view lang = text.substr(0, 2), word = text.substr(2);
      if (word.starts_with('=')) {
        if (const auto form = forms.find(lang, word.substr(1))) found.emplace_back(forms.token_of(*form), key);
        continue;
      }
      for (const Form form : forms.found_by(FormKey::lemma, lang, word)) found.emplace_back(forms.token_of(form), key);
      // What is written without marks, and no word as it stands, is read as if it had them.
      const std::string plain = stemmers::fold_marks(word);
      if (plain == word) continue;
      const stemmers::Language& language = *languages.find(lang);
      for (const Form form : forms.found_by(FormKey::folded, lang, plain)) {
        const std::string_view written = forms.text(form);
        if (stemmers::fold_marks(written) == written && !language.knows(written))
          found.emplace_back(forms.token_of(form), key);
      }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const auto& [token, key] : found) {
      ++at_[token + 1];
      keys_.push_back(key);
    }
    for (std::size_t i = 1; i < at_.size(); ++i) at_[i] += at_[i - 1];
  }
  std::span<const LabelTrie::Key> of(std::uint32_t token) const {
    if (token + std::size_t{1} >= at_.size()) return {};
    return std::span(keys_).subspan(at_[token], at_[token + 1] - at_[token]);
  }

 private:
  std::vector<std::uint32_t> at_;  // by token
  std::vector<LabelTrie::Key> keys_;
};

struct RowSubject {
  Subject subject;
  std::uint32_t row, frequency;
};

// What a run of rows says.
struct Recognised {
  std::string occurrences;
  std::vector<std::uint32_t> sizes;  // bytes of occurrences, by row
  std::vector<RowSubject> subjects;  // by concept, then row
};

class Recogniser {
 public:
  // `of_value`: by the number of a facet's value, what a record with it has.
  Recogniser(const ConceptSources& sources, const LabelTrie& labels, std::span<const Subject> of_value)
      : sources_(sources), labels_(labels), of_value_(of_value), keys_(labels, sources.forms, sources.languages) {
    for (std::size_t i = 0; i < sources.thesaurus.concepts().size(); ++i) {
      for (const std::string& id : sources.thesaurus.concepts()[i].definitions)
        defined_[id].push_back(static_cast<Subject>(i));
    }
  }

  Recognised run(std::uint32_t begin, std::uint32_t end) const {
    Recognised found;
    for (std::uint32_t row = begin; row < end; ++row) {
      const std::size_t before = found.occurrences.size();
      if (sources_.columns.live(row)) add_row(row, found);
      found.sizes.push_back(static_cast<std::uint32_t>(found.occurrences.size() - before));
    }
    sources_.tokens.let_go(begin, end);
    std::ranges::sort(found.subjects, {}, [](const RowSubject& one) { return std::pair(one.subject, one.row); });
    return found;
  }

 private:
  void add_row(std::uint32_t row, Recognised& found) const {
    std::map<Subject, std::uint32_t> frequencies;
    std::uint32_t number = 0, last_field = 0, last_begin = 0;
    std::vector<TokenPlace> words;
    for (FieldReader field = sources_.tokens.fields(row); field.next(); ++number) {
      // Sixty pages name everything; what a record is about, its own words say.
      if (field.kind() == FieldKind::attachment) continue;
      words.clear();
      each_token(
          field, [&](std::uint32_t token) { return sources_.forms.token_bytes(token); },
          [&](const TokenPlace& word) { words.push_back(word); });
      for (std::size_t i = 0; i < words.size();) {
        const LabelFound label = label_at(words, i);
        for (const LabelMeaning& meaning : label.meanings) {
          std::uint32_t& frequency = frequencies[meaning.subject];
          frequency = counted_in(field.kind(), frequency);
          const std::uint32_t end = words[i + label.words - 1].end;
          put_varint(found.occurrences, number - last_field);
          put_varint(found.occurrences, words[i].begin - (number == last_field ? last_begin : 0));
          put_varint(found.occurrences, end - words[i].begin);
          put_varint(found.occurrences, meaning.subject << 1 | (label.meanings.size() > 1 ? 1U : 0U));
          last_field = number;
          last_begin = words[i].begin;
        }
        i += std::max<std::size_t>(label.words, 1);
      }
    }
    for (const std::uint16_t value : sources_.columns.values(row)) {
      if (const Subject subject = of_value_[value]; subject != no_subject) frequencies[subject] += value_frequency;
    }
    if (const auto defined = defined_.find(sources_.columns.id(row)); defined != defined_.end()) {
      for (const Subject subject : defined->second) frequencies[subject] += definition_frequency;
    }
    for (const auto& [subject, frequency] : frequencies) found.subjects.push_back({subject, row, frequency});
  }

  // Words of a label stand side by side: with a comma or the end of a sentence between them they are none.
  LabelFound label_at(const std::vector<TokenPlace>& words, std::size_t first) const {
    if (keys_.of(words[first].token).empty()) return {};
    return longest_label(
        labels_,
        [&](std::size_t i) -> std::span<const LabelTrie::Key> {
          const std::size_t at = first + i;
          if (at >= words.size() || (i > 0 && words[at].begin > words[at - 1].end + 1)) return {};
          return keys_.of(words[at].token);
        },
        [](const LabelMeaning& meaning, std::size_t) { return meaning.use == LabelUse::everywhere; });
  }

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  const ConceptSources& sources_;
  const LabelTrie& labels_;
  const std::span<const Subject> of_value_;
  const TokenKeys keys_;
  std::unordered_map<std::string, std::vector<Subject>, TextHash, std::equal_to<>> defined_;  // by record id
};

// The records of every concept, filled in the order of rows.
class RowLists {
 public:
  explicit RowLists(std::size_t subjects) : lists_(subjects) {}
  // Those of records that stay.
  void take(const Inherited& inherited) {
    const Sections& from = inherited.from.concepts;
    const auto at = from.numbers<std::uint64_t>("rows_at");
    const auto rows = from.numbers<std::uint32_t>("rows");
    const auto frequencies = from.numbers<std::uint16_t>("frequencies");
    for (std::size_t subject = 0; subject < lists_.size(); ++subject) {
      for (std::uint64_t i = at[subject]; i < at[subject + 1]; ++i) {
        if (inherited.kept[rows[i]] == 0) continue;
        lists_[subject].rows.push_back(rows[i]);
        lists_[subject].frequencies.push_back(frequencies[i]);
      }
    }
  }
  void add(const std::vector<RowSubject>& found) {
    for (const RowSubject& one : found) {
      lists_[one.subject].rows.push_back(one.row);
      lists_[one.subject].frequencies.push_back(static_cast<std::uint16_t>(std::min(one.frequency, 0xFFFFU)));
    }
  }
  void write(SectionWriter& file) const {
    std::vector<std::uint64_t> at = {0};
    file.begin("rows");
    for (const List& list : lists_) {
      file.append(std::span<const std::uint32_t>(list.rows));
      at.push_back(at.back() + list.rows.size());
    }
    file.begin("frequencies");
    for (const List& list : lists_) file.append(std::span<const std::uint16_t>(list.frequencies));
    file.add("rows_at", at);
  }

 private:
  struct List {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint16_t> frequencies;
  };
  std::vector<List> lists_;
};

// What is the same for all records. Written beforehand, so that it can be read as any reader does.
void write_subjects(const std::filesystem::path& path, const ConceptSources& sources) {
  SectionWriter file(path);
  SubjectList(sources).write(file, sources.schema.languages());
  file.finish();
}

bool is_of_records(std::string_view section) {
  return section.starts_with("occurrences") || section.starts_with("rows") || section == "frequencies";
}

// As many runs of rows at once as there are threads; handed out in their order.
void recognise_rows(const Recogniser& recogniser, std::uint32_t first, std::uint32_t rows, unsigned jobs,
                    const std::function<void(const Recognised&)>& sink,
                    const std::function<void(std::uint64_t)>& done) {
  for (std::uint32_t begin = first; begin < rows; begin += chunk_rows * jobs) {
    std::vector<Recognised> runs(jobs);
    in_parallel(jobs, jobs, [&](std::size_t i) {
      const auto from = static_cast<std::uint32_t>(std::min<std::size_t>(begin + i * chunk_rows, rows));
      runs[i] = recogniser.run(from, std::min(from + chunk_rows, rows));
    });
    for (const Recognised& run : runs) sink(run);
    if (done) done(std::min(begin + chunk_rows * jobs, rows));
  }
}

std::string write_all(const std::filesystem::path& path, const Sections& subjects, const ConceptSources& sources,
                      unsigned jobs, const std::function<void(std::uint64_t)>& done) {
  SectionWriter file(path);
  for (const Sections::Section& section : subjects.all()) {
    if (is_of_records(section.name)) continue;
    file.begin(section.name);
    file.append(section.bytes);
  }
  RowLists lists(subjects.bytes("ids_at").size() / sizeof(std::uint32_t) - 1);
  std::vector<std::uint64_t> at = {0};
  std::uint32_t first = 0;
  file.begin("occurrences");
  if (sources.inherited != nullptr) {
    const Sections& from = sources.inherited->from.concepts;
    const auto begins = from.numbers<std::uint64_t>("occurrences_at");
    at.assign(begins.begin(), begins.end());
    first = sources.inherited->from.rows();
    file.append(from.bytes("occurrences"));
    lists.take(*sources.inherited);
  }
  const LabelTrie labels(subjects);
  const Recogniser recogniser(sources, labels, subjects.numbers<Subject>("of_value"));
  recognise_rows(
      recogniser, first, sources.columns.rows(), jobs,
      [&](const Recognised& run) {
        file.append(run.occurrences);
        for (const std::uint32_t size : run.sizes) at.push_back(at.back() + size);
        lists.add(run.subjects);
      },
      done);
  file.add("occurrences_at", at);
  lists.write(file);
  return file.finish();
}

}  // namespace

std::string write_concepts(const std::filesystem::path& path, const ConceptSources& sources, unsigned jobs,
                           const std::function<void(std::uint64_t)>& done) {
  if (sources.inherited != nullptr) return write_all(path, sources.inherited->from.concepts, sources, jobs, done);
  const std::filesystem::path bare = path.parent_path() / "subjects";
  write_subjects(bare, sources);
  std::string hash = write_all(path, Sections(bare), sources, jobs, done);
  std::filesystem::remove(bare);
  return hash;
}

}  // namespace pramen::indexer
