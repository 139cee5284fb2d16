#include "query/rare_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "indexer/layout.h"
#include "query/loop.h"
#include "query/search.h"

namespace pramen::query {
namespace {

using indexer::FieldKind;
using indexer::Form;

// More is analysed than is kept, because some turn out to be stop words or one base form.
constexpr std::size_t candidates_for_each_term = 2;
// A word that more records hold than one in ten tells little.
constexpr std::uint32_t common_share = 10, common_floor = 3;
constexpr std::size_t min_characters = 3;

double saturated(double frequency, double norm) { return frequency / (frequency + norm); }

bool may_tell(std::string_view form) {
  return characters(form) >= min_characters && form.find_first_of("0123456789") == form.npos;
}

class Finder {
 public:
  Finder(const Generation& generation, std::uint32_t row)
      : generation_(generation),
        row_(row),
        records_(static_cast<double>(generation.columns.records())),
        most_records_(std::max(generation.columns.records() / common_share, common_floor)) {}

  RareWords find() {
    const auto by_language = own_forms();
    found_.shares.resize(generation_.columns.rows());
    frequencies_.resize(found_.shares.size());
    sums_.resize(found_.shares.size());
    for (const auto& [language, forms] : by_language) {
      postings_left_ = max_postings / by_language.size();
      add_language(language, best_terms(language, forms, max_terms / by_language.size()));
    }
    return std::move(found_);
  }

 private:
  using Frequencies = std::map<Form, unsigned>;
  struct Term {
    std::string word;
    std::vector<Form> forms;
    std::vector<Form> walked;  // of these, what others may hold
    std::size_t postings = 0;
    double weight = 0;
  };

  using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  template <typename Sink>
  void each_token(const indexer::FieldReader& field, const Sink& sink) const {
    indexer::each_token(
        field, [&](std::uint32_t token) { return generation_.forms.token_bytes(token); }, sink);
  }

  // What is read as words of another language once more: of each body in the order of the fields.
  std::vector<Ranges> foreign_ranges() const {
    std::vector<Ranges> bodies;
    for (indexer::FieldReader field = generation_.tokens.fields(row_); field.next();) {
      if (field.kind() == FieldKind::body) bodies.emplace_back();
      if (field.kind() != FieldKind::foreign || bodies.empty()) continue;
      each_token(field, [&](const indexer::TokenPlace& place) { bodies.back().emplace_back(place.begin, place.end); });
    }
    return bodies;
  }

  std::map<std::size_t, Frequencies> own_forms() const {
    const std::vector<Ranges> foreign = foreign_ranges();
    std::size_t body = 0;
    std::map<std::size_t, Frequencies> by_language;
    for (indexer::FieldReader field = generation_.tokens.fields(row_); field.next();) {
      if (field.language() >= generation_.schema.languages().size() || field.kind() == FieldKind::attachment) continue;
      Frequencies& forms = by_language[field.language()];
      const Ranges* other = field.kind() == FieldKind::body ? &foreign[body++] : nullptr;
      each_token(field, [&](const indexer::TokenPlace& place) {
        const auto covers = [&](const auto& range) { return range.first <= place.begin && place.end <= range.second; };
        if (generation_.forms.token_bytes(place.token) == 0) return;
        if (other != nullptr && std::ranges::any_of(*other, covers)) return;
        unsigned& count = forms[generation_.forms.form_of(place.token)];
        count = indexer::counted_in(field.kind(), count);
      });
    }
    return by_language;
  }

  double weight(double frequency, double records) const {
    return saturated(frequency, generation_.norms[row_]) * std::log(records_ / std::min(records, records_));
  }

  std::vector<Term> best_terms(std::size_t language, const Frequencies& forms, std::size_t most) const {
    const std::string& code = generation_.schema.languages()[language];
    const stemmers::Language* analyser = generation_.languages.find(code);
    if (analyser == nullptr) return {};
    std::vector<Term> terms;
    std::set<std::string> known;
    for (const Form form : candidates(forms, most * candidates_for_each_term)) {
      const std::string text(generation_.forms.text(form));
      const auto tokens = analyser->analyse(text, stemmers::Side::index);
      if (tokens.size() != 1 || tokens[0].word->stop) continue;
      const stemmers::Word& word = *tokens[0].word;
      if (word.lemmas.empty() || !known.insert(word.lemmas.front()).second) continue;
      Term term = whole_term(code, word.lemmas.front(), forms);
      if (term.postings < 2 || term.postings > most_records_ || term.weight <= 0) continue;
      term.word = word.how >= stemmers::Knowledge::rules ? text : word.lemmas.front();
      terms.push_back(std::move(term));
    }
    std::ranges::stable_sort(terms, std::greater{}, &Term::weight);
    terms.resize(std::min(terms.size(), most));
    return terms;
  }

  // The forms that tell most by themselves; equals in the order of their numbers.
  std::vector<Form> candidates(const Frequencies& forms, std::size_t most) const {
    std::vector<std::pair<double, Form>> weighed;
    for (const auto& [form, frequency] : forms) {
      const std::uint32_t records = generation_.forms.records(form);
      if (records <= most_records_ && may_tell(generation_.forms.text(form)))
        weighed.emplace_back(-weight(frequency, records), form);
    }
    most = std::min(most, weighed.size());
    std::ranges::partial_sort(weighed, weighed.begin() + static_cast<std::ptrdiff_t>(most));
    std::vector<Form> best;
    for (std::size_t i = 0; i < most; ++i) best.push_back(weighed[i].second);
    return best;
  }

  // In all forms of its base form, as often as the record holds any of them.
  Term whole_term(const std::string& code, const std::string& lemma, const Frequencies& own) const {
    Term term;
    term.forms = generation_.forms.found_by(indexer::FormKey::lemma, code, lemma);
    unsigned frequency = 0;
    for (const Form form : term.forms) {
      term.postings += generation_.forms.records(form);
      const auto found = own.find(form);
      if (found != own.end()) frequency += found->second;
      if (found == own.end() || generation_.forms.records(form) > 1) term.walked.push_back(form);
    }
    term.weight = weight(frequency, static_cast<double>(term.postings));
    return term;
  }

  void add_language(std::size_t language, const std::vector<Term>& terms) {
    const std::size_t first = found_.words.size();
    double whole = 0;
    for (const Term& term : terms) {
      whole += term.weight;
      walk(language, term);
    }
    for (std::size_t i = first; i < found_.words.size(); ++i) {
      for (const std::uint32_t row : found_.words[i].rows) {
        found_.shares[row] = std::max(found_.shares[row], static_cast<float>(sums_[row] / whole));
        sums_[row] = 0;  // ready for the next language
      }
    }
  }

  // Adds the term to the sums of all rows that hold it.
  void walk(std::size_t language, const Term& term) {
    if (term.postings > postings_left_) return;
    postings_left_ -= term.postings;
    RareWord& word = found_.words.emplace_back(
        RareWord{.language = language, .word = term.word, .weight = term.weight, .forms = term.forms, .rows = {}});
    const std::string& code = generation_.schema.languages()[language];
    for (const Form form : term.walked) {
      const std::string name = indexer::term(indexer::form_prefix, code, generation_.forms.text(form));
      for (auto at = generation_.index.postings(name); at.row() < frequencies_.size(); at.next()) {
        const std::uint32_t row = at.row();
        if (frequencies_[row] == 0) word.rows.push_back(row);
        frequencies_[row] += static_cast<float>(at.frequency());
      }
    }
    for (const std::uint32_t row : word.rows) {
      sums_[row] += static_cast<float>(term.weight * saturated(frequencies_[row], generation_.norms[row]));
      frequencies_[row] = 0;
    }
  }

  const Generation& generation_;
  const std::uint32_t row_;
  const double records_;
  const std::uint32_t most_records_;
  std::size_t postings_left_ = 0;   // of the language
  std::vector<float> frequencies_;  // of one term, by row; all 0 between two
  std::vector<float> sums_;         // of one language's terms, by row; all 0 between two
  RareWords found_;
};

}  // namespace

RareWords rare_words(const Generation& generation, std::uint32_t row) { return Finder(generation, row).find(); }

}  // namespace pramen::query
