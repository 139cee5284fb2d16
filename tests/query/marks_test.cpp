// Marks over the whole bundled corpus: what is marked is what a query means, and nothing of a text is lost.
//
// PRAMEN_MARKS is the number of queries (1,000 in the ordinary run), PRAMEN_SEED the seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "corpus/markdown.h"
#include "query/database.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

using stemmers::Languages;
using stemmers::Side;
using stemmers::Token;
using Words = std::set<std::string>;

std::string unescaped(std::string text) {
  const std::pair<std::string, std::string> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, letter] : entities) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += letter.size())
      text.replace(at, entity.size(), letter);
  }
  return text;
}

struct Snippet {
  std::string text;                // without marks and entities
  std::vector<std::string> marks;  // what stands in each
};

Snippet taken_apart(const std::string& html) {
  constexpr std::string_view begin = "<mark>", end = "</mark>";
  Snippet snippet;
  std::size_t at = 0;
  for (std::size_t mark; (mark = html.find(begin, at)) != std::string::npos;) {
    const std::size_t close = html.find(end, mark);
    if (close == std::string::npos) {
      ADD_FAILURE() << "a mark is never closed: " << html;
      return snippet;
    }
    const std::string inside = html.substr(mark + begin.size(), close - mark - begin.size());
    snippet.marks.push_back(unescaped(inside));
    snippet.text += unescaped(html.substr(at, mark - at)) + snippet.marks.back();
    at = close + end.size();
  }
  snippet.text += unescaped(html.substr(at));
  return snippet;
}

std::string plain_text(const corpus::Text& text) {
  const std::string body = corpus::markdown_to_text(text.body);
  return text.summary + (text.summary.empty() || body.empty() ? "" : "\n") + body;
}

// White space as the snippet shows it, and without the dots between headings and text.
std::string words_only(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      if (!made.empty() && made.back() != ' ') made += ' ';
    } else {
      made += c;
    }
  }
  constexpr std::string_view dot = "· ";
  for (std::size_t at = 0; (at = made.find(dot, at)) != std::string::npos;) made.erase(at, dot.size());
  return made;
}

// Everything that a word may be found by.
void add_keys(const stemmers::Word& word, Words& keys) {
  keys.insert(word.exact);
  keys.insert(stemmers::fold_marks(word.exact));
  keys.insert(word.lemmas.begin(), word.lemmas.end());
  keys.insert(word.folded.begin(), word.folded.end());
  keys.insert(word.families.begin(), word.families.end());
  keys.insert(word.spellings.begin(), word.spellings.end());
  for (const stemmers::Part& part : word.parts) keys.insert(part.folded.begin(), part.folded.end());
}

Words keys_of(const Languages& languages, std::string_view text, Side side) {
  Words keys;
  for (const auto& language : languages.all()) {
    for (const Token& token : language->analyse(text, side))
      add_keys(side == Side::index ? language->indexed(token.word->exact) : *token.word, keys);
  }
  return keys;
}

// Names of the concepts that the query was understood as, and of those below them.
void add_concepts(const Database& database, const Languages& languages, const Answer& answer, Words& meant) {
  const corpus::Thesaurus& thesaurus = database.thesaurus();
  const auto add = [&](const corpus::Concept& one) {
    for (const auto& [lang, name] : one.preferred) meant.merge(keys_of(languages, name, Side::index));
    for (const auto& [lang, names] : one.alternative) {
      for (const std::string& name : names) meant.merge(keys_of(languages, name, Side::index));
    }
  };
  for (const UnderstoodConcept& named : answer.concepts) {
    const auto index = thesaurus.index_of(named.id);
    if (!index) continue;  // a value of a facet: nothing of it stands in texts
    add(thesaurus.concepts()[*index]);
    for (const std::size_t below : thesaurus.narrower_of(*index)) add(thesaurus.concepts()[below]);
  }
}

bool meet(const Words& a, const Words& b) {
  return std::ranges::any_of(a, [&](const std::string& key) { return b.contains(key); });
}

// A few words of some record's text, now and then typed without marks or in capitals.
std::string random_query(std::mt19937& random, const corpus::Text& text, const stemmers::Language& language) {
  const std::string plain = text.title + "\n" + plain_text(text);
  const std::vector<Token> tokens = language.analyse(plain, Side::index);
  std::string query;
  for (unsigned words = 1 + random() % 3; words > 0 && !tokens.empty(); --words) {
    const Token& token = tokens[random() % tokens.size()];
    std::string word = plain.substr(token.begin, token.end - token.begin);
    if (word.find_first_of("\"()*?~:=-") != std::string::npos) continue;
    if (random() % 3 == 0) word = stemmers::fold_marks(stemmers::fold_case(word));
    query += (query.empty() ? "" : " ") + word;
  }
  return query;
}

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

TEST(Marks, HoldWhatTheQueryMeansAndNothingOfTheTextIsLost) {
  const unsigned seed = from_environment("PRAMEN_SEED", std::random_device{}());
  SCOPED_TRACE("PRAMEN_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  const Database& database = *bundled();
  const Languages languages;
  std::vector<corpus::Record> records;
  for (std::size_t offset = 0; offset < database.record_count(); offset += 100) {
    for (const Hit& hit : database.search({.limit = 100, .offset = offset}).hits)
      records.push_back(*database.record(hit.id));
  }
  std::size_t marks = 0;
  for (unsigned queries = from_environment("PRAMEN_MARKS", 1'000); queries > 0 && !HasFailure(); --queries) {
    const corpus::Record& record = records[random() % records.size()];
    auto text = record.texts.begin();
    std::advance(text, static_cast<std::ptrdiff_t>(random() % record.texts.size()));
    const std::string words = random_query(random, text->second, *languages.find(text->first));
    if (words.empty()) continue;
    Words meant = keys_of(languages, words, Side::query);
    const Answer answer = database.search({.words = words, .lang = text->first, .limit = 5});
    add_concepts(database, languages, answer, meant);
    for (const Hit& hit : answer.hits) {
      const Snippet snippet = taken_apart(hit.snippet);
      const std::string whole = words_only(plain_text(database.record(hit.id)->texts.find(hit.lang)->second));
      std::string shown = words_only(snippet.text);
      constexpr std::string_view cut = "…";
      if (shown.starts_with(cut)) shown.erase(0, cut.size() + 1);
      if (shown.ends_with(cut) && whole.find(shown) == std::string::npos) shown.erase(shown.size() - cut.size() - 1);
      EXPECT_NE(whole.find(shown), std::string::npos) << words << " | " << hit.id << " | " << shown;
      for (const std::string& mark : snippet.marks) {
        ++marks;
        EXPECT_TRUE(meet(keys_of(languages, mark, Side::index), meant)) << words << " | " << hit.id << " | " << mark;
      }
    }
  }
  EXPECT_GT(marks, 500U);
}

}  // namespace
}  // namespace pramen::query
