#include "query/term_usage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "corpus/markdown.h"
#include "query/search.h"
#include "query/written_words.h"

namespace pramen::query {
namespace {

using indexer::FieldKind;
using indexer::FieldReader;
using indexer::Form;
using indexer::TokenPlace;

// So many different forms beside a term are looked at, the most frequent.
constexpr std::size_t most_forms = 2'000;

// Words of a field, from the first to the last.
struct Stretch {
  std::size_t first = 0, last = 0;
};

// Where a term stands in a record.
struct Place {
  std::uint32_t row = 0;
  FieldKind kind = FieldKind::body;
  std::uint32_t left = 0, begin = 0, end = 0, right = 0;  // bytes of the field: its context and itself
  std::uint32_t number = 0;                               // among those of its record and language
};

// A form beside the term.
struct Beside {
  std::uint32_t frequency = 0;
  std::vector<std::uint32_t> rows;  // ascending, each once
};

struct Gathered {
  std::uint64_t occurrences = 0, records = 0, words_beside = 0;
  std::uint32_t last_row = ~0U, in_last_row = 0;
  std::vector<Place> places;
  std::unordered_map<Form, Beside> beside;
};

double term_of(double observed, double expected) { return observed > 0 ? observed * std::log(observed / expected) : 0; }

// Of a word that is met `together` times among the `beside` words next to the term, and `all` times among `words`.
double log_likelihood(double together, double beside, double all, double words) {
  const double expected = beside * all / words;
  if (together <= expected) return 0;
  const double rest = words - beside;
  return 2 *
         (term_of(together, expected) + term_of(beside - together, beside * (words - all) / words) +
          term_of(all - together, rest * all / words) + term_of(rest - all + together, rest * (words - all) / words));
}

// The place in one line, cut to its paragraph.
ConcordanceLine cut(std::string_view text, const Place& place) {
  const auto on_one_line = [](std::string_view part) {
    std::string line;
    for (const char c : part) {
      if (c == '\n' || c == '\r' || c == '\t')
        line += line.ends_with(' ') ? "" : " ";
      else
        line += c;
    }
    return line;
  };
  std::string_view left = text.substr(place.left, place.begin - place.left);
  left.remove_prefix(left.rfind('\n') + 1);  // npos + 1 is 0
  std::string_view right = text.substr(place.end);
  std::size_t end = place.right - place.end;
  // What stands at the last word belongs to it.
  while (end < right.size() && right[end] != ' ' && right[end] != '\n') ++end;
  right = right.substr(0, std::min(end, right.find('\n')));
  ConcordanceLine line;
  line.left = on_one_line(left);
  line.match = on_one_line(text.substr(place.begin, place.end - place.begin));
  line.right = on_one_line(right);
  return line;
}

class Usage {
 public:
  Usage(const Generation& generation, std::span<const indexer::Subject> subjects)
      : generation_(generation), subjects_(subjects), languages_(generation.schema.languages().size()) {}

  void walk(std::uint32_t row) {
    const auto occurrences = generation_.concepts.occurrences(row);
    auto at = occurrences.begin();
    std::uint32_t number = 0;
    for (FieldReader field = generation_.tokens.fields(row); field.next() && at != occurrences.end(); ++number) {
      const auto end = std::find_if(at, occurrences.end(), [&](const auto& one) { return one.field > number; });
      const bool shown = field.kind() == FieldKind::summary || field.kind() == FieldKind::body;
      if (shown && field.language() < languages_.size()) add_field(row, field, {at, end});
      at = end;
    }
  }

  std::vector<TermUsage> by_language(std::string_view reader) {
    std::vector<TermUsage> list;
    for (std::size_t i = 0; i < languages_.size(); ++i) {
      if (languages_[i].occurrences > 0) list.push_back(usage_in(generation_.schema.languages()[i], languages_[i]));
    }
    std::ranges::stable_sort(list, {}, [&](const TermUsage& one) {
      return std::tuple(one.lang != reader, -static_cast<std::int64_t>(one.occurrences));
    });
    return list;
  }

 private:
  using Occurrences = std::span<const indexer::Concepts::Occurrence>;

  void add_field(std::uint32_t row, const FieldReader& field, Occurrences occurrences) {
    const auto wanted = [&](const auto& one) {
      return !one.ambiguous && std::ranges::binary_search(subjects_, one.subject);
    };
    if (std::ranges::none_of(occurrences, wanted)) return;
    std::vector<TokenPlace> words;
    indexer::each_token(
        field, [&](std::uint32_t token) { return generation_.forms.token_bytes(token); },
        [&](const TokenPlace& word) { words.push_back(word); });
    std::vector<Stretch> stretches;
    for (const auto& one : occurrences) {
      if (!wanted(one)) continue;
      const auto first = std::ranges::lower_bound(words, one.begin, {}, &TokenPlace::begin);
      const auto last = std::ranges::lower_bound(words, one.end, {}, &TokenPlace::begin);
      if (first == last) continue;
      const Stretch stretch{static_cast<std::size_t>(first - words.begin()),
                            static_cast<std::size_t>(last - words.begin()) - 1};
      // Of labels within a longer one, the longer counts.
      if (stretches.empty() || stretch.last > stretches.back().last) stretches.push_back(stretch);
    }
    Gathered& gathered = languages_[field.language()];
    for (const Stretch& stretch : stretches) {
      add_place(gathered, row, field.kind(), words, stretch);
      add_beside(gathered, row, words, stretches, stretch);
    }
  }

  static void add_place(Gathered& gathered, std::uint32_t row, FieldKind kind, const std::vector<TokenPlace>& words,
                        const Stretch& stretch) {
    const std::size_t left = stretch.first - std::min(stretch.first, concordance_context),
                      right = std::min(stretch.last + concordance_context, words.size() - 1);
    if (gathered.last_row != row) {
      ++gathered.records;
      gathered.last_row = row;
      gathered.in_last_row = 0;
    }
    ++gathered.occurrences;
    // Of the second and further ones in a record no more are kept than there are lines.
    if (gathered.in_last_row < most_lines && gathered.places.size() < most_walked_rows) {
      gathered.places.push_back({row, kind, words[left].begin, words[stretch.first].begin, words[stretch.last].end,
                                 words[right].end, gathered.in_last_row});
    }
    ++gathered.in_last_row;
  }

  void add_beside(Gathered& gathered, std::uint32_t row, const std::vector<TokenPlace>& words,
                  const std::vector<Stretch>& stretches, const Stretch& stretch) {
    const std::size_t begin = stretch.first - std::min(stretch.first, collocate_span),
                      end = std::min(stretch.last + collocate_span + 1, words.size());
    for (std::size_t i = begin; i < end; ++i) {
      const auto of_term = [i](const Stretch& one) { return one.first <= i && i <= one.last; };
      if (std::ranges::any_of(stretches, of_term) || generation_.forms.token_bytes(words[i].token) == 0) continue;
      ++gathered.words_beside;
      Beside& beside = gathered.beside[generation_.forms.form_of(words[i].token)];
      ++beside.frequency;
      if (beside.rows.empty() || beside.rows.back() != row) beside.rows.push_back(row);
    }
  }

  TermUsage usage_in(const std::string& lang, Gathered& gathered) {
    TermUsage usage{.lang = lang,
                    .occurrences = gathered.occurrences,
                    .records = gathered.records,
                    .collocates = collocates(lang, gathered),
                    .lines = {}};
    std::ranges::stable_sort(gathered.places, {}, &Place::number);
    gathered.places.resize(std::min(gathered.places.size(), most_lines));
    for (const Place& place : gathered.places) {
      if (auto line = line_at(lang, place)) usage.lines.push_back(std::move(*line));
    }
    std::ranges::stable_sort(usage.lines, {}, [&](const ConcordanceLine& line) {
      const std::size_t word = line.right.find_first_not_of(" ,.;:)");
      return stemmers::collation_key(word == line.right.npos ? "" : line.right.substr(word), lang);
    });
    return usage;
  }

  // What a field of the record holds, as its words were read.
  static std::optional<std::string> words_of(const corpus::Record& record, const std::string& lang, FieldKind kind) {
    const auto text = record.texts.find(lang);
    if (text == record.texts.end()) return std::nullopt;
    return kind == FieldKind::summary ? text->second.summary : corpus::markdown_to_text(text->second.body);
  }

  corpus::Record record(std::uint32_t row) const {
    return corpus::from_json(generation_.schema, generation_.index.data(row));
  }

  std::optional<ConcordanceLine> line_at(const std::string& lang, const Place& place) const {
    const corpus::Record from = record(place.row);
    const auto words = words_of(from, lang, place.kind);
    if (!words || place.right > words->size()) return std::nullopt;
    ConcordanceLine line = cut(*words, place);
    line.id = from.id;
    line.title = from.texts.find(lang)->second.title;
    return line;
  }

  // As the first of the records writes it: MIRRI, Zentrum.
  std::string as_written(const std::string& lang, const std::string& lemma, std::uint32_t row) const {
    const WrittenWords words(record(row), generation_.tokens.fields(row), generation_.forms,
                             generation_.schema.languages());
    return words.written(lemma, forms_of(lang, lemma));
  }

  // Base forms beside the term, with all their forms.
  std::vector<Collocate> collocates(const std::string& lang, const Gathered& gathered) const {
    const stemmers::Language* language = generation_.languages.find(lang);
    if (language == nullptr) return {};
    std::map<std::string, Beside> lemmas;
    for (const Form form : most_frequent(gathered)) {
      const std::string text(generation_.forms.text(form));
      if (text.find_first_of("0123456789") != text.npos || language->is_stop_word(text)) continue;
      const auto tokens = language->analyse(text, stemmers::Side::index);
      if (tokens.size() != 1 || tokens[0].word->stop || tokens[0].word->lemmas.empty()) continue;
      const stemmers::Word& word = *tokens[0].word;
      Beside& beside = lemmas[word.how >= stemmers::Knowledge::rules ? text : word.lemmas.front()];
      const Beside& more = gathered.beside.at(form);
      beside.frequency += more.frequency;
      beside.rows.insert(beside.rows.end(), more.rows.begin(), more.rows.end());
    }
    const double words = words_in(lang);
    std::vector<Collocate> list;
    for (auto& [lemma, beside] : lemmas) {
      std::ranges::sort(beside.rows);
      const auto again = std::ranges::unique(beside.rows);
      const auto records = static_cast<std::uint32_t>(again.begin() - beside.rows.begin());
      if (beside.frequency < least_together || records < 2) continue;
      const double together = beside.frequency, all = std::max(together, frequency_of(lang, lemma));
      const double likelihood = log_likelihood(together, static_cast<double>(gathered.words_beside), all, words);
      if (likelihood < least_log_likelihood) continue;
      const double dice = 2 * together / (static_cast<double>(gathered.occurrences) + all);
      list.push_back({lemma, beside.frequency, records, likelihood, 14 + std::log2(dice)});
    }
    std::ranges::stable_sort(list, std::greater{}, &Collocate::log_likelihood);
    list.resize(std::min(list.size(), most_collocates));
    for (Collocate& one : list) one.word = as_written(lang, one.word, lemmas.at(one.word).rows.front());
    return list;
  }

  static std::vector<Form> most_frequent(const Gathered& gathered) {
    std::vector<std::pair<std::int64_t, Form>> counted;
    for (const auto& [form, beside] : gathered.beside)
      counted.emplace_back(-static_cast<std::int64_t>(beside.frequency), form);
    std::ranges::sort(counted);
    counted.resize(std::min(counted.size(), most_forms));
    std::vector<Form> forms;
    for (const auto& [frequency, form] : counted) forms.push_back(form);
    return forms;
  }

  std::vector<Form> forms_of(const std::string& lang, const std::string& lemma) const {
    auto forms = generation_.forms.found_by(indexer::FormKey::lemma, lang, lemma);
    if (!forms.empty()) return forms;
    if (const auto alone = generation_.forms.find(lang, lemma)) forms.push_back(*alone);
    return forms;
  }

  double frequency_of(const std::string& lang, const std::string& lemma) const {
    double words = 0;
    for (const Form form : forms_of(lang, lemma)) words += generation_.forms.words(form);
    return words;
  }

  double words_in(const std::string& lang) const {
    double words = 1;
    const auto range = generation_.forms.with_prefix(lang, "");
    for (Form form = range.begin; form < range.end; ++form) words += generation_.forms.words(form);
    return words;
  }

  const Generation& generation_;
  const std::span<const indexer::Subject> subjects_;
  std::vector<Gathered> languages_;
};

}  // namespace

std::vector<TermUsage> term_usage(const Generation& generation, std::span<const indexer::Subject> subjects,
                                  std::span<const std::uint32_t> rows, std::string_view lang) {
  Usage usage(generation, subjects);
  for (const std::uint32_t row : rows.first(std::min(rows.size(), most_walked_rows))) usage.walk(row);
  return usage.by_language(lang);
}

}  // namespace pramen::query
