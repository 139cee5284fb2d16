#include "query/term_usage.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "corpus/markdown.h"
#include "query/request.h"
#include "query/search.h"
#include "query/written_words.h"
#include "stemmers/folding.h"

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

// A form as it is written: an abbreviation in capitals is no form of the word that looks like it.
struct Written {
  Form form = 0;
  std::string capitals;  // as it stands; empty: not in capitals only
  auto operator<=>(const Written&) const = default;
};

struct Gathered {
  std::uint64_t occurrences = 0, records = 0, words_beside = 0;
  std::uint32_t last_row = ~0U, in_last_row = 0;
  std::vector<Place> places;
  std::map<Written, Beside> beside;
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

// What is shown of a text, as its words were read.
corpus::PlainMarkdown words_of(const corpus::Text& text, FieldKind kind) {
  return kind == FieldKind::summary ? corpus::PlainMarkdown{text.summary, {}} : corpus::plain_markdown(text.body);
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
    const auto wanted = [&](const auto& one) { return is_wanted(one); };
    if (std::ranges::none_of(occurrences, wanted)) return;
    const corpus::Record from = record(row);
    auto at = occurrences.begin();
    std::uint32_t number = 0;
    for (FieldReader field = generation_.tokens.fields(row); field.next() && at != occurrences.end(); ++number) {
      const auto end = std::find_if(at, occurrences.end(), [&](const auto& one) { return one.field > number; });
      const bool shown = field.kind() == FieldKind::summary || field.kind() == FieldKind::body;
      if (shown && field.language() < languages_.size() && std::any_of(at, end, wanted)) {
        const auto text = from.texts.find(generation_.schema.languages()[field.language()]);
        if (text != from.texts.end()) add_field(row, field, words_of(text->second, field.kind()), {at, end});
      }
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

  bool is_wanted(const indexer::Concepts::Occurrence& one) const {
    return !one.ambiguous && std::ranges::binary_search(subjects_, one.subject);
  }

  void add_field(std::uint32_t row, const FieldReader& field, const corpus::PlainMarkdown& text,
                 Occurrences occurrences) {
    std::vector<TokenPlace> words;
    indexer::each_token(
        field, [&](std::uint32_t token) { return generation_.forms.token_bytes(token); },
        [&](const TokenPlace& word) {
          if (word.begin <= word.end && word.end <= text.text.size()) words.push_back(word);
        });
    std::vector<Stretch> stretches;
    for (const auto& one : occurrences) {
      if (!is_wanted(one)) continue;
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
      add_beside(gathered, row, text, words, stretches, stretch);
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

  // Within the paragraph, heading or item.
  void add_beside(Gathered& gathered, std::uint32_t row, const corpus::PlainMarkdown& text,
                  const std::vector<TokenPlace>& words, const std::vector<Stretch>& stretches, const Stretch& stretch) {
    const auto parted = [&](std::size_t first, std::size_t second) {
      const std::string_view between =
          std::string_view(text.text).substr(words[first].end, words[second].begin - words[first].end);
      return between.find('\n') != between.npos;
    };
    const auto add = [&](std::size_t i) {
      const auto of_term = [i](const Stretch& one) { return one.first <= i && i <= one.last; };
      if (std::ranges::none_of(stretches, of_term)) add_word(gathered, row, text, words[i]);
    };
    for (std::size_t i = stretch.first; i > 0 && stretch.first - i < collocate_span && !parted(i - 1, i); --i)
      add(i - 1);
    for (std::size_t i = stretch.last + 1; i < words.size() && i - stretch.last <= collocate_span && !parted(i - 1, i);
         ++i)
      add(i);
  }

  void add_word(Gathered& gathered, std::uint32_t row, const corpus::PlainMarkdown& text, const TokenPlace& word) {
    if (generation_.forms.token_bytes(word.token) == 0) return;
    ++gathered.words_beside;
    const auto is_in = [&](const corpus::ForeignStretch& one) {
      return one.begin <= word.begin && word.end <= one.end;
    };
    if (std::ranges::any_of(text.foreign, is_in)) return;
    const std::string_view surface = std::string_view(text.text).substr(word.begin, word.end - word.begin);
    constexpr std::size_t shortest = 3;
    const bool capitals = characters(surface) > 1 && !stemmers::has_small_letters(surface);
    // Of "2024-ben" and "най-добър" the ending and the prefix are no words.
    const bool joined = (word.begin > 0 && text.text[word.begin - 1] == '-') ||
                        (word.end < text.text.size() && text.text[word.end] == '-');
    if (!capitals && characters(surface) < (joined ? shortest + 1 : shortest)) return;
    Beside& beside = gathered.beside[{generation_.forms.form_of(word.token), std::string(capitals ? surface : "")}];
    ++beside.frequency;
    if (beside.rows.empty() || beside.rows.back() != row) beside.rows.push_back(row);
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

  corpus::Record record(std::uint32_t row) const {
    return corpus::from_json(generation_.schema, generation_.index.data(row));
  }

  std::optional<ConcordanceLine> line_at(const std::string& lang, const Place& place) const {
    const corpus::Record from = record(place.row);
    const auto text = from.texts.find(lang);
    if (text == from.texts.end()) return std::nullopt;
    const std::string words = words_of(text->second, place.kind).text;
    if (place.right > words.size()) return std::nullopt;
    ConcordanceLine line = cut(words, place);
    line.id = from.id;
    line.title = text->second.title;
    return line;
  }

  // As the first of the records writes it: MIRRI, Zentrum.
  std::string as_written(const std::string& lemma, std::span<const Form> forms, std::uint32_t row) const {
    const WrittenWords words(record(row), generation_.tokens.fields(row), generation_.forms,
                             generation_.schema.languages());
    return words.written(lemma, forms);
  }

  // A base form beside the term, or an abbreviation as it stands.
  struct Word {
    Beside beside;
    std::vector<Form> forms;  // all that it has
    bool capitals = false;
  };

  std::map<std::string, Word> words_beside(const stemmers::Language& language, const Gathered& gathered) const {
    std::map<std::string, Word> words;
    for (const Written& one : most_frequent(gathered)) {
      const std::string text(generation_.forms.text(one.form));
      if (text.find_first_of("0123456789") != text.npos) continue;
      std::string lemma = one.capitals;
      if (lemma.empty()) {
        const auto tokens = language.analyse(text, stemmers::Side::index);
        if (language.is_stop_word(text) || tokens.size() != 1 || tokens[0].word->stop) continue;
        const stemmers::Word& word = *tokens[0].word;
        lemma = word.how >= stemmers::Knowledge::rules || word.lemmas.empty() ? text : word.lemmas.front();
      }
      Word& word = words[lemma];
      if (word.forms.empty())
        word.forms = one.capitals.empty() ? forms_of(language.code(), lemma) : std::vector<Form>{one.form};
      word.capitals = !one.capitals.empty();
      const Beside& more = gathered.beside.at(one);
      word.beside.frequency += more.frequency;
      word.beside.rows.insert(word.beside.rows.end(), more.rows.begin(), more.rows.end());
    }
    return words;
  }

  std::vector<Collocate> collocates(const std::string& lang, const Gathered& gathered) const {
    const stemmers::Language* language = generation_.languages.find(lang);
    if (language == nullptr) return {};
    auto lemmas = words_beside(*language, gathered);
    const double words = words_in(lang);
    std::vector<Collocate> list;
    for (auto& [lemma, word] : lemmas) {
      Beside& beside = word.beside;
      std::ranges::sort(beside.rows);
      const auto again = std::ranges::unique(beside.rows);
      const auto records = static_cast<std::uint32_t>(again.begin() - beside.rows.begin());
      if (beside.frequency < least_together || records < 2) continue;
      const double together = beside.frequency, all = std::max(together, frequency_of(word.forms));
      const double likelihood = log_likelihood(together, static_cast<double>(gathered.words_beside), all, words);
      if (likelihood < least_log_likelihood) continue;
      const double dice = 2 * together / (static_cast<double>(gathered.occurrences) + all);
      list.push_back({lemma, beside.frequency, records, likelihood, 14 + std::log2(dice)});
    }
    std::ranges::stable_sort(list, std::greater{}, &Collocate::log_likelihood);
    list.resize(std::min(list.size(), most_collocates));
    for (Collocate& one : list) {
      const Word& word = lemmas.at(one.word);
      if (!word.capitals) one.word = as_written(one.word, word.forms, word.beside.rows.front());
    }
    return list;
  }

  static std::vector<Written> most_frequent(const Gathered& gathered) {
    std::vector<std::pair<std::int64_t, const Written*>> counted;
    for (const auto& [written, beside] : gathered.beside)
      counted.emplace_back(-static_cast<std::int64_t>(beside.frequency), &written);
    std::ranges::stable_sort(counted, {}, [](const auto& one) { return one.first; });
    counted.resize(std::min(counted.size(), most_forms));
    std::vector<Written> forms;
    for (const auto& [frequency, written] : counted) forms.push_back(*written);
    return forms;
  }

  std::vector<Form> forms_of(const std::string& lang, const std::string& lemma) const {
    auto forms = generation_.forms.found_by(indexer::FormKey::lemma, lang, lemma);
    if (!forms.empty()) return forms;
    if (const auto alone = generation_.forms.find(lang, lemma)) forms.push_back(*alone);
    return forms;
  }

  double frequency_of(std::span<const Form> forms) const {
    double words = 0;
    for (const Form form : forms) words += generation_.forms.words(form);
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
