#include "query/name_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/query_syntax.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::query {
namespace {

using corpus::Concept;
using stemmers::Language;
using stemmers::Token;

using Names = std::vector<std::pair<std::string, std::string>>;  // language and name

// Every name of a concept, as far as the languages have one.
Names names_of(const Concept& one, std::span<const std::string> languages) {
  Names names;
  for (const std::string& lang : languages) {
    if (const auto preferred = one.preferred.find(lang); preferred != one.preferred.end())
      names.emplace_back(lang, preferred->second);
    for (const auto* others : {&one.alternative, &one.hidden}) {
      const auto found = others->find(lang);
      if (found == others->end()) continue;
      for (const std::string& name : found->second) names.emplace_back(lang, name);
    }
  }
  return names;
}

bool share_base_form(const Token& a, const Token& b) {
  return std::ranges::any_of(a.word->folded, [&](const std::string& form) {
    return std::ranges::find(b.word->folded, form) != b.word->folded.end();
  });
}

class Trial {
 public:
  Trial(const Database& database, const corpus::Thesaurus& wanted, std::span<const WatchedQuery> watched)
      : database_(database), wanted_(wanted), watched_(watched), languages_(database.schema().languages()) {}

  // `added`: all names that the concept gets.
  TriedName tried(const Concept& one, const std::string& lang, const std::string& name, const Names& added) const {
    const Language& language = *languages_.find(lang);
    const std::string words = plain(name, language);
    TriedName trial{.name = name, .lang = lang, .meaning = one.id};
    trial.new_concept = database_.thesaurus().find(one.id) == nullptr;
    if (words.empty()) return trial;
    trial.finds = found(words, lang);
    trial.would_find = found(fmt::format("({}) OR {}", words, records_of(one, added)), lang);
    trial.in_texts = found(fmt::format("\"{}\"", words), lang);
    for (const WatchedQuery& query : watched_) {
      const bool for_others = !query.lang.empty() && query.lang != lang;
      if (!for_others && holds(language, query.text, words)) trial.watched.push_back(query);
    }
    return trial;
  }

 private:
  std::uint64_t found(std::string words, const std::string& lang) const {
    return database_
        .search({.words = std::move(words),
                 .lang = lang,
                 .facets = std::vector<std::string>{},
                 .limit = 1,
                 .passages = false})
        .total;
  }

  // Without what a query reads as a mark or an operator.
  static std::string plain(const std::string& name, const Language& language) {
    std::string words;
    for (const Token& token : language.analyse(name, stemmers::Side::query)) {
      std::string word = name.substr(token.begin, token.end - token.begin);
      if (corpus::operator_named(word)) word = stemmers::fold_case(word);
      words += (words.empty() ? "" : " ") + word;
    }
    return words;
  }

  // As a query. A concept has the records that say one of its names, so those that say a new one come to it; of a
  // concept that is new these are all, with those of concepts below it.
  std::string records_of(const Concept& one, const Names& added) const {
    const auto known = [&](const Concept& meaning) { return database_.thesaurus().find(meaning.id) != nullptr; };
    // Names of a deprecated concept lead to what took its place.
    const Concept& meant = wanted_.in_use(one);
    std::string query;
    const auto add = [&](const std::string& part) { query += (query.empty() ? "" : " OR ") + part; };
    if (known(meant)) {
      add("concept:" + meant.id);
    } else {
      for (const std::size_t below : wanted_.narrower_of(*wanted_.index_of(meant.id))) {
        if (const Concept& narrower = wanted_.concepts()[below]; known(narrower)) add("concept:" + narrower.id);
      }
    }
    for (const auto& [lang, name] : added) {
      if (const std::string words = plain(name, *languages_.find(lang)); !words.empty())
        add(fmt::format("\"{}\"", words));
    }
    return query;
  }

  // Side by side and in this order, in any form.
  static bool holds(const Language& language, const std::string& text, const std::string& words) {
    const auto in = language.analyse(text, stemmers::Side::query);
    const auto sought = language.analyse(words, stemmers::Side::query);
    return std::search(in.begin(), in.end(), sought.begin(), sought.end(), share_base_form) != in.end();
  }

  const Database& database_;
  const corpus::Thesaurus& wanted_;
  const std::span<const WatchedQuery> watched_;
  const stemmers::Languages languages_;
};

}  // namespace

NameTrial try_names(const Database& database, const corpus::Thesaurus& wanted, std::span<const std::string> ids,
                    std::span<const WatchedQuery> watched) {
  const Trial trial(database, wanted, watched);
  const auto languages = database.schema().languages();
  NameTrial result;
  std::vector<std::string> seen;
  for (const std::string& id : ids) {
    const Concept* one = wanted.find(id);
    if (one == nullptr || std::ranges::find(seen, id) != seen.end()) continue;
    seen.push_back(id);
    const Concept* before = database.thesaurus().find(id);
    const Names old = before == nullptr ? Names() : names_of(*before, languages);
    Names added = names_of(*one, languages);
    std::erase_if(added, [&](const auto& name) { return std::ranges::find(old, name) != old.end(); });
    for (const auto& [lang, name] : added) {
      if (result.names.size() < max_tried_names)
        result.names.push_back(trial.tried(*one, lang, name, added));
      else
        ++result.left_out;
    }
  }
  return result;
}

}  // namespace pramen::query
