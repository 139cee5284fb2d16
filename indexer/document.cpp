#include "indexer/document.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include "corpus/markdown.h"
#include "indexer/layout.h"

namespace pramen::indexer {
namespace {

class TermCollector {
 public:
  explicit TermCollector(const stemmers::Languages& languages) : languages_(languages) {}

  void add_text(std::string_view lang, const corpus::Text& text) {
    const stemmers::Language* language = languages_.find(lang);
    assert(language != nullptr);  // they are those of the schema
    position_ = 0;
    for (const stemmers::Token& token : add_field(*language, text.title, title_weight)) {
      for (const std::string& word : token.word->folded) count(Tier::title, *language, word, 1);
    }
    for (const std::string& name : text.alternative) add_field(*language, name, alternative_weight);
    add_field(*language, text.summary, summary_weight);
    add_field(*language, corpus::markdown_to_text(text.body), body_weight);
  }

  std::vector<AnalysedRecord::Term> take(std::string_view id) {
    std::vector<AnalysedRecord::Term> terms;
    terms.reserve(counted_.size() + 1);
    terms.push_back({.name = id_term(id), .count = 0, .positions = {}});
    for (auto& [name, term] : counted_) terms.push_back({name, term.count, std::move(term.positions)});
    std::ranges::sort(terms, {}, &AnalysedRecord::Term::name);
    return terms;
  }

 private:
  struct Counted {
    std::uint32_t count = 0;
    std::vector<std::uint32_t> positions;
  };

  Counted& count(Tier tier, const stemmers::Language& language, const std::string& word, std::uint32_t weight) {
    Counted& counted = counted_[term(tier, language.code(), word)];
    counted.count += weight;
    return counted;
  }

  std::vector<stemmers::Token> add_field(const stemmers::Language& language, std::string_view text,
                                         std::uint32_t weight) {
    std::uint32_t last = 0;
    std::vector<stemmers::Token> tokens = language.analyse(text, stemmers::Side::index);
    for (const stemmers::Token& token : tokens) {
      const stemmers::Word& word = *token.word;
      count(Tier::exact, language, word.exact, weight);
      for (const std::string& lemma : word.lemmas) {
        if (lemma != word.exact) count(Tier::lemma, language, lemma, weight);
      }
      for (const std::string& folded : word.folded) {
        count(Tier::folded, language, folded, weight).positions.push_back(position_ + token.position + 1);
      }
      for (const stemmers::Part& part : word.parts) {
        for (const std::string& folded : part.folded) count(Tier::part, language, folded, weight);
      }
      for (const std::string& family : word.families) count(Tier::family, language, family, weight);
      last = token.position + 1;
    }
    if (last > 0) position_ += last + field_gap;
    return tokens;
  }

  const stemmers::Languages& languages_;
  std::unordered_map<std::string, Counted> counted_;
  std::uint32_t position_ = 0;
};

}  // namespace

AnalysedRecord analyse(const corpus::Record& record, const stemmers::Languages& languages) {
  TermCollector collector(languages);
  for (const auto& [lang, text] : record.texts) collector.add_text(lang, text);
  return {.terms = collector.take(record.id), .data = corpus::to_json(record)};
}

}  // namespace pramen::indexer
