#include "stemmers/train/rewrites.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "stemmers/folding.h"

namespace pramen::stemmers::train {
namespace {

Letters letters_of(const std::string& text) {
  Letters letters = encode(fold_case(text));
  if (letters.empty() && !text.empty()) throw std::invalid_argument(fmt::format("“{}” is not made of letters", text));
  return letters;
}

}  // namespace

std::optional<std::string_view> Rewrites::Pattern::match(std::string_view word) const {
  if (!star) return word == begin ? std::optional(std::string_view()) : std::nullopt;
  if (word.size() <= begin.size() + end.size() || !word.starts_with(begin) || !word.ends_with(end)) return std::nullopt;
  return word.substr(begin.size(), word.size() - begin.size() - end.size());
}

Letters Rewrites::Pattern::make(std::string_view for_star) const {
  Letters made = begin;
  if (star) made.append(for_star);
  return made.append(end);
}

Rewrites::Pattern Rewrites::read_pattern(std::string text) {
  Pattern pattern;
  if (text.starts_with("F:")) {
    pattern.of_form = true;
    text.erase(0, 2);
  }
  const std::size_t star = text.find('*');
  pattern.star = star != std::string::npos;
  pattern.begin = letters_of(text.substr(0, star));
  if (pattern.star) pattern.end = letters_of(text.substr(star + 1));
  return pattern;
}

Rewrites::Row Rewrites::read_row(const nlohmann::json& row) {
  Row made{.form = read_pattern(row.at(0).get<std::string>()), .lemma = read_pattern(row.at(1).get<std::string>())};
  const auto& becomes = row.at(2);
  if (becomes.is_null()) {
    made.action = Action::drop;
  } else if (becomes == "=") {
    made.action = Action::keep;
  } else if (becomes == ">") {
    made.action = Action::follow;
  } else {
    made.becomes = read_pattern(becomes.get<std::string>());
  }
  if (row.size() < 4) return made;
  auto test = row.at(3).get<std::string>();
  if (test.starts_with("not ")) {
    made.turned = true;
    test.erase(0, 4);
  }
  if (const std::size_t of = test.find(" of "); of != std::string::npos) {
    made.test = Test::has_form;
    made.test_form = read_pattern(test.substr(0, of));
    made.test_lemma = read_pattern(test.substr(of + 4));
  } else if (test == "known") {
    made.test = Test::known;
  } else if (test == "self") {
    made.test = Test::self;
  } else {
    throw std::invalid_argument(fmt::format("there is no condition “{}”", test));
  }
  return made;
}

Rewrites::Rewrites(const nlohmann::json& rows) {
  for (const auto& row : rows) {
    try {
      rows_.push_back(read_row(row));
    } catch (const std::exception& fault) {
      throw std::invalid_argument(fmt::format("the rewrite {} cannot be read: {}", row.dump(), fault.what()));
    }
  }
}

// One application to one source.
class Rewrites::Run {
 public:
  Run(const std::vector<Row>& rows, const Lexicon& source) : rows_(rows), source_(source) {
    for (const Entry& entry : source) {
      for (const Weighted& lemma : entry.lemmas) bases_.insert(lemma.lemma);
    }
  }

  // The lemmas that become of one.
  std::vector<Letters> rewritten(const Letters& form, Letters lemma) const {
    for (const Row& row : rows_) {
      const auto form_star = row.form.match(form);
      if (!form_star) continue;
      std::optional<std::string_view> star;
      if (row.lemma.of_form)
        star = lemma == row.lemma.make(*form_star) ? form_star : std::nullopt;
      else
        star = row.lemma.match(lemma);
      if (!star) continue;
      const Letters made = row.becomes.make(row.becomes.of_form ? *form_star : *star);
      if (holds(row, form, made, *star) == row.turned) continue;
      if (row.action == Action::drop) return {};
      if (row.action == Action::keep) break;
      if (row.action == Action::follow) {
        if (auto others = lemmas_of(lemma); !others.empty()) return others;
        continue;
      }
      lemma = made;
    }
    return {lemma};
  }

 private:
  bool holds(const Row& row, const Letters& form, const Letters& made, std::string_view star) const {
    switch (row.test) {
      case Test::always: return true;
      case Test::known: return bases_.contains(made);
      case Test::self: return bases_.contains(form);
      case Test::has_form: {
        const Entry* entry = find(source_, row.test_form.make(star));
        return entry != nullptr &&
               std::ranges::find(entry->lemmas, row.test_lemma.make(star), &Weighted::lemma) != entry->lemmas.end();
      }
    }
    return false;
  }

  // What the source says of the word, but for the word itself.
  std::vector<Letters> lemmas_of(const Letters& word) const {
    std::vector<Letters> found;
    if (const Entry* entry = find(source_, word)) {
      for (const Weighted& lemma : entry->lemmas) {
        if (lemma.lemma != word) found.push_back(lemma.lemma);
      }
    }
    return found;
  }

  const std::vector<Row>& rows_;
  const Lexicon& source_;
  std::unordered_set<Letters> bases_;
};

Lexicon Rewrites::apply(const Lexicon& source) const {
  const Run run(rows_, source);
  std::vector<Entry> entries;
  for (const Entry& entry : source) {
    Entry made{entry.form, {}};
    for (const Weighted& lemma : entry.lemmas) {
      for (Letters& becomes : run.rewritten(entry.form, lemma.lemma)) {
        const auto known = std::ranges::find(made.lemmas, becomes, &Weighted::lemma);
        if (known == made.lemmas.end())
          made.lemmas.push_back({std::move(becomes), lemma.weight});
        else
          known->weight = std::max(known->weight, lemma.weight);
      }
    }
    if (!made.lemmas.empty()) entries.push_back(std::move(made));
  }
  return sorted(std::move(entries));
}

}  // namespace pramen::stemmers::train
