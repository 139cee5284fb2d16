// How texts use a concept: lines in context, words beside it, and the places of a record.
#include "query/term_usage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "corpus/markdown.h"
#include "indexer/builder.h"
#include "query/concept_page.h"
#include "query/record_concepts.h"
#include "tests/query/bundled.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

const std::vector<std::string> languages = {"sk", "cs", "de", "hu", "bg", "en"};

std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// The summary and the body, as words are read.
std::string words_of(const corpus::Text& text) {
  return on_one_line(text.summary) + "\n" + on_one_line(corpus::markdown_to_text(text.body));
}

TEST(TermUsage, LinesStandInTheTextsAndSayTheTerm) {
  std::size_t lines = 0;
  for (const char* id : {"social-innovation", "social-enterprise", "education", "homelessness"}) {
    for (const std::string& lang : languages) {
      const auto page = concept_page(*bundled(), id, lang);
      ASSERT_TRUE(page);
      for (const CountryUses& country : page->uses) {
        EXPECT_FALSE(country.texts.empty()) << id << country.country.key;
        std::set<std::string> seen;
        for (const TermUsage& text : country.texts) {
          EXPECT_TRUE(seen.insert(text.lang).second);
          EXPECT_GE(text.occurrences, text.lines.size());
          EXPECT_LE(text.records, country.records);
          EXPECT_EQ(text.lines.size(), std::min<std::uint64_t>(text.occurrences, most_lines));
          for (const ConcordanceLine& line : text.lines) {
            ++lines;
            const auto record = bundled()->record(line.id);
            ASSERT_TRUE(record);
            EXPECT_EQ(record->text_fact("country"), country.country.key);
            const corpus::Text& of = record->texts.at(text.lang);
            EXPECT_EQ(line.title, of.title);
            EXPECT_FALSE(line.match.empty());
            EXPECT_NE(words_of(of).find(line.left + line.match + line.right), std::string::npos)
                << line.left << "[" << line.match << "]" << line.right;
          }
        }
        EXPECT_TRUE(!seen.contains(lang) || country.texts.front().lang == lang);
      }
    }
  }
  EXPECT_GT(lines, 1000U);
}

class SmallCorpus : public testing::Test {
 protected:
  // Thirty practices about homelessness in which two words stand beside it, and others without it.
  void build() {
    std::vector<std::string> lines;
    for (int i = 0; i < 30; ++i) {
      const std::string body =
          i % 3 == 0   ? "Organizácia tvrdí, že chronické bezdomovectvo mladých trápi toto mesto veľmi."
          : i % 3 == 1 ? "Mesto opisuje chronického bezdomovectva vplyv a mesto hľadá nové riešenia."
                       : "Záhrada rastie a mesto pomáha susedom pri práci so záhradou v meste.";
      lines.push_back(tests::record_line("r" + std::to_string(i), "sk", "Titul", body, R"("country": "sk")"));
    }
    tests::build_lines(folder_, lines);
  }
  const tests::TemporaryFolder folder_;
};

TEST_F(SmallCorpus, CollocatesAreCountedByBaseFormsAgainstAllWords) {
  build();
  const auto database = Database::open(folder_ / "db");
  const auto page = concept_page(*database, "homelessness", "sk");
  ASSERT_TRUE(page);
  ASSERT_EQ(page->uses.size(), 1U);
  ASSERT_EQ(page->uses[0].texts.size(), 1U);
  const TermUsage& usage = page->uses[0].texts[0];
  EXPECT_EQ(usage.lang, "sk");
  EXPECT_EQ(usage.occurrences, 20U);
  EXPECT_EQ(usage.records, 20U);
  ASSERT_FALSE(usage.collocates.empty());
  EXPECT_EQ(usage.collocates[0].word, "chronický");
  std::map<std::string, Collocate> by_word;
  for (const Collocate& one : usage.collocates) by_word[one.word] = one;
  // Both forms of it, each beside the term; the commonest word of all is no collocate, nor are stop words.
  EXPECT_EQ(by_word["chronický"].frequency, 20U);
  EXPECT_EQ(by_word["chronický"].records, 20U);
  EXPECT_NEAR(by_word["chronický"].log_dice, 14, 1e-9);
  EXPECT_FALSE(by_word.contains("mesto"));
  EXPECT_FALSE(by_word.contains("že"));
  EXPECT_FALSE(by_word.contains("bezdomovectvo"));
  for (const Collocate& one : usage.collocates) EXPECT_GE(one.log_likelihood, least_log_likelihood);
  EXPECT_TRUE(std::ranges::is_sorted(usage.collocates, std::greater{}, &Collocate::log_likelihood));
}

TEST_F(SmallCorpus, TheFirstOfEachRecordComesFirst) {
  std::vector<std::string> lines;
  for (int i = 0; i < 8; ++i)
    lines.push_back(tests::record_line("r" + std::to_string(i), "sk", "Titul",
                                       "Bezdomovectvo je jav. Bezdomovectvo bolí. Bezdomovectvo možno riešiť.",
                                       R"("country": "sk")"));
  tests::build_lines(folder_, lines);
  const auto page = concept_page(*Database::open(folder_ / "db"), "homelessness", "sk");
  const TermUsage& usage = page->uses.at(0).texts.at(0);
  EXPECT_EQ(usage.occurrences, 24U);
  ASSERT_EQ(usage.lines.size(), most_lines);
  std::set<std::string> ids;
  for (const ConcordanceLine& line : usage.lines) ids.insert(line.id);
  EXPECT_EQ(ids.size(), 8U);
  // In the order of what follows.
  EXPECT_TRUE(usage.lines.front().right.starts_with(" bolí"));
  EXPECT_TRUE(usage.lines.back().right.starts_with(" je jav"));
}

// What stands before is a letter; quotes, dashes and no-break spaces are none.
bool is_after_letter(std::string_view text, std::size_t at) {
  const auto is_letter = [](char c) { return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string_view before = text.substr(0, at);
  const bool sign = before.size() >= 3 && before.substr(at - 3, 2) == "\xE2\x80";
  return at > 0 && is_letter(before.back()) && !sign && !before.ends_with("\u00A0");
}

// Every place of every record holds whole words of the text that the same answer gives.
TEST(ConceptPlaces, HoldWholeWordsOfTheTexts) {
  std::size_t places = 0, records = 0;
  const Answer all = bundled()->search({.limit = 100});
  for (const Hit& hit : all.hits) {
    const auto found = bundled()->concept_places(hit.id, "sk");
    ASSERT_TRUE(found);
    ++records;
    const auto record = bundled()->record(hit.id);
    EXPECT_EQ(found->texts.size(), record->texts.size());
    for (const PlacedConcept& one : found->concepts) {
      EXPECT_NE(bundled()->thesaurus().find(one.named.id), nullptr);
      for (const NamedPlace& place : one.places) {
        ++places;
        const auto text = std::ranges::find(found->texts, place.lang, &PlainText::lang);
        ASSERT_NE(text, found->texts.end());
        const std::string& field = place.field == "title"         ? text->title
                                   : place.field == "alternative" ? text->alternative.at(place.number)
                                   : place.field == "summary"     ? text->summary
                                                                  : text->body;
        ASSERT_LT(place.begin, place.end);
        ASSERT_LE(place.end, field.size());
        EXPECT_FALSE(is_after_letter(field, place.begin))
            << hit.id << " " << field.substr(place.begin, place.end - place.begin);
        EXPECT_TRUE(place.end == field.size() || (field[place.end] & 0xC0) != 0x80) << hit.id;
      }
    }
    // What the page shows are the first of them.
    for (const RecordConcept& shown : bundled()->concepts_of(hit.id, "sk"))
      EXPECT_TRUE(std::ranges::any_of(found->concepts, [&](const auto& one) { return one.named.id == shown.id; }));
  }
  EXPECT_EQ(records, 100U);
  EXPECT_GT(places, 2000U);
  EXPECT_FALSE(bundled()->concept_places("nothing", "sk"));
}

}  // namespace
}  // namespace pramen::query
