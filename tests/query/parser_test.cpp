// Tables of the query syntax: fields in six languages, and what is said of faults.
#include <gtest/gtest.h>

#include "query/request.h"
#include "tests/query/grammar.h"

namespace pramen::query {
namespace {

using tests::read_query;
using Strings = std::vector<std::string>;

struct Reads {
  const char *text, *printed;
};
void expect(const std::vector<Reads>& table) {
  for (const Reads& row : table) {
    const tests::ReadQuery read = read_query(row.text);
    EXPECT_EQ(read.printed, row.printed) << row.text;
    EXPECT_EQ(read.oddities(), Strings{}) << row.text;
    EXPECT_EQ(read_query(read.printed).printed, read.printed) << row.text;
  }
}

TEST(QueryFields, TheTitleGoesByItsNameInSixLanguages) {
  for (const char* field : {"title", "názov", "nazov", "název", "Titel", "cím", "заглавие", "TITLE"})
    EXPECT_EQ(read_query(std::string(field) + ":obec").printed, "title:obec") << field;
  expect({{"title:\"malé obce\"", "title:\"malé obce\""},
          {"názov:„malé obce“", "title:\"malé obce\""},
          {"title:(dom obec)", "(title:dom AND title:obec)"},
          {"title:inov*", "title:inov*"},
          {"title:inovácia~", "title:inovácia~2"},
          {"title:=dom", "title:=dom"},
          {"=title:dom", "title:=dom"},
          {"-title:dom", "NOT title:dom"},
          {"title:AND", "title:\"AND\""}});
}

TEST(QueryFields, FacetsGoByNameOrLabelAndValuesToo) {
  expect({{"country:sk", "country:sk"},
          {"krajina:sk", "country:sk"},
          {"země:sk", "country:sk"},
          {"Land:at", "country:at"},
          {"ország:hu", "country:hu"},
          {"държава:bg", "country:bg"},
          {"krajina:Slovensko", "country:sk"},
          {"krajina:slovensko,", "country:sk"},
          {"Land:Österreich", "country:at"},
          {"land:osterreich", "country:at"},
          {"ország:Magyarország", "country:hu"},
          {"държава:България", "country:bg"},
          {"country:\"United Kingdom\"", "country:gb"},
          {"country:united_kingdom", "country:gb"},
          {"cieľové_skupiny:youth", "target_groups:youth"},
          {"kind:definition", "kind:definition"},
          {"druh:\"dobrá prax\"", "kind:case_study"},
          {"lang:hu", "languages:hu"},
          {"jazyk:maďarčina", "languages:hu"},
          {"topics:housing", "topics:housing"}});
}

TEST(QueryFields, RangesAreNumbersWithOpenEnds) {
  expect({{"year:2015", "year:2015"},
          {"rok:2015..2020", "year:2015..2020"},
          {"Jahr:2015..", "year:2015.."},
          {"év:..2020", "year:..2020"},
          {"година:2015..2015", "year:2015"}});
}

TEST(QueryFields, StandAnywhereInTheTree) {
  expect({{"country:sk OR country:at", "(country:sk OR country:at)"},
          {"-country:hu dom", "NOT country:hu AND dom"},
          {"(housing country:sk) OR bezdomovec", "((housing AND country:sk) OR bezdomovec)"},
          {"country:(sk OR at)", "(country:sk OR country:at)"},
          {"country:(NOT sk)", "NOT country:sk"},
          {"NOT (country:sk year:2015)", "NOT (country:sk AND year:2015)"},
          {"title:(dom OR country:sk)", "(title:dom OR country:sk)"}});
}

TEST(QueryFields, AColonThatNamesNothingIsText) {
  for (const char* text : {"https://example.org/a:b", "8:30", "C:", "čl. 5: dane", "poznámka: dom", "1:2", ":", "a:b",
                           "mailto:info@example.org", "dom:"}) {
    EXPECT_EQ(read_query(text).oddities(), Strings{}) << text;
  }
}

struct Faults {
  const char* text;
  Strings oddities;
  const char* printed;  // what was done instead
};

TEST(QueryFaults, AreSaidWithTheirPlaceAndTheRestIsSearched) {
  const std::vector<Faults> table = {
      {"dom \"malé obce", {"quote-open 4+1"}, "dom AND malé AND obce"},
      {"dom -\"malé obce", {"quote-open 5+1"}, "dom AND NOT malé AND obce"},
      {"žena „malé obce", {"quote-open 5+1"}, "žena AND malé AND obce"},
      {"שלום\"שלוםženy*C", {"quote-open 4+1"}, "שלום AND שלוםženy*C"},
      {"dom \"...\"", {"phrase-empty 4+5"}, "dom"},
      {"(dom obec", {"bracket-open 0+1"}, "(dom AND obec)"},
      {"dom) obec", {"bracket-stray 3+1"}, "dom AND obec"},
      {"dom () obec", {"bracket-empty 4+2"}, "dom AND obec"},
      {"dom AND", {"operator-dangling 4+3"}, "dom"},
      {"OR dom", {"operator-dangling 0+2"}, "dom"},
      {"dom AND OR obec", {"operator-dangling 4+3"}, "(dom OR obec)"},
      {"dom NOT", {"operator-dangling 4+3"}, "dom"},
      {"dom ALEBO", {"operator-dangling 4+5"}, "dom"},
      {"(dom AND) obec", {"operator-dangling 5+3"}, "dom AND obec"},
      {"NEAR dom", {"operator-dangling 0+4"}, "dom"},
      {"dom NEAR/3", {"operator-dangling 4+6"}, "dom"},
      {"dom NEAR/3 (obec les)", {"near-operand 4+6"}, "dom AND (obec AND les)"},
      {"dom NEAR/500 obec", {"near-distance 4+8"}, "(dom NEAR/100 obec)"},
      {"dom NEAR/0 obec", {"near-distance 4+6"}, "(dom NEAR/1 obec)"},
      {"dom NEAR/x obec", {"near-distance 4+6"}, "(dom NEAR/10 obec)"},
      {"title: dom", {"field-empty 0+6"}, "title AND dom"},
      {"dom title:", {"field-empty 4+6"}, "dom AND title"},
      {"(title:)", {"field-empty 1+6"}, "title"},
      {"title:\"", {"field-empty 0+6", "quote-stray 6+1"}, "title"},
      {"dom \"", {"quote-stray 4+1"}, "dom"},
      {"dom country:\"\"", {"phrase-empty 12+2"}, "dom"},
      {"title:country:sk", {"field-in-field 6+8"}, "country:sk"},
      {"title:dom:obec", {}, "title:dom AND title:obec"},
      {"((dom", {"bracket-open 0+2"}, "dom"},
      {"autor:Novák", {"field-unknown 0+5"}, "autor AND Novák"},
      {"cuontry:sk", {"field-unknown 0+7"}, "cuontry AND sk"},
      {"dom country:narnia", {"value-unknown 12+6"}, "dom"},
      {"country:narnia OR dom", {"value-unknown 8+6"}, "dom"},
      {"year:abc dom", {"range-bad 5+3"}, "dom"},
      {"year:2020..2015", {"range-backwards 5+10"}, "year:2015..2020"},
      {"a* dom", {"wildcard-short 0+2"}, "a AND dom"},
      {"dom *", {"wildcard-short 4+1"}, "dom"},
      {"*dom", {"wildcard-short 0+1"}, "dom"},
      {"je~ dom", {"fuzzy-word 0+3"}, "je AND dom"},
      {"2015~", {"fuzzy-word 0+5"}, "2015"},
      {"dedina~9", {"fuzzy-distance 0+8"}, "dedina~2"},
      {"dedina~0", {"fuzzy-distance 0+8"}, "dedina"},
      {"\"malé obce\"~3 dom", {"fuzzy-phrase 11+2"}, "\"malé obce\" AND dom"},
  };
  for (const Faults& row : table) {
    const tests::ReadQuery read = read_query(row.text);
    EXPECT_EQ(read.oddities(), row.oddities) << row.text;
    EXPECT_EQ(read.printed, row.printed) << row.text;
  }
}

TEST(QueryFaults, BracketsAreLeftOutWhereTheyAreTooDeep) {
  const std::string text = std::string(max_depth + 2, '(') + "dom OR obec" + std::string(max_depth + 2, ')') + " les";
  const tests::ReadQuery read = read_query(text);
  EXPECT_EQ(read.printed, "(dom OR obec) AND les");
  EXPECT_EQ(read.oddities(), Strings{"bracket-deep 32+2"}) << "side by side they are one problem";
}

TEST(QueryFaults, PatternsBeyondTheEighthAreWords) {
  const tests::ReadQuery read = read_query("ab* cd* ef* gh* ij* kl* mn* op* qr*");
  EXPECT_EQ(read.oddities(), Strings{"wildcard-many 32+3"});
  EXPECT_TRUE(read.printed.ends_with("op* AND qr")) << read.printed;
}

TEST(QueryFaults, TheNearestNameIsOffered) {
  EXPECT_EQ(read_query("cuontry:sk", "en").problems[0].hint, "Did you mean “country”?");
  EXPECT_EQ(read_query("krajna:sk", "sk").problems[0].hint, "Mysleli ste „krajina“?");
  EXPECT_EQ(read_query("country:Slovensk", "en").problems[0].hint, "Did you mean “Slovakia”?");
  EXPECT_EQ(read_query("country:Slovakja", "sk").problems[0].hint, "Mysleli ste „Slovensko“?");
  EXPECT_EQ(read_query("nyelw:sk", "sk").problems[0].hint, "Mysleli ste „jazyk_záznamu“?") << "in the reader's words";
  EXPECT_FALSE(read_query("country:narnia", "en").problems[0].hint.starts_with("Did you mean"));
  EXPECT_NE(read_query("autor:Novák", "sk").problems[0].hint.find("krajina"), std::string::npos);
}

TEST(QueryFaults, AreWordedInSixLanguages) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"en", "This bracket is never closed. It was closed at the end. Write ) where the group ends."},
      {"sk", "Táto zátvorka sa nikde nezatvára. Zatvorili sme ju na konci. Kde sa skupina končí, napíšte )."},
      {"cs", "Tato závorka se nikde nezavírá. Zavřeli jsme ji na konci. Kde skupina končí, napište )."},
      {"de",
       "Diese Klammer wird nirgends geschlossen. Sie wurde am Ende geschlossen. Schreiben Sie ) ans Ende der Gruppe."},
      {"hu", "Ez a zárójel sehol sem záródik be. A végén zártuk be. A csoport végére írjon )-t."},
      {"bg", "Тази скоба никъде не се затваря. Затворихме я в края. Напишете ) там, където групата свършва."}};
  for (const auto& [lang, sentence] : table) EXPECT_EQ(read_query("(dom", lang).problems[0].sentence(), sentence);
}

TEST(QueryFaults, EveryOneHasWordsInEveryLanguage) {
  for (int code = 0; code <= static_cast<int>(Oddity::only_stop_words); ++code) {
    for (const char* lang : {"en", "sk", "cs", "de", "hu", "bg"}) {
      const QueryProblem problem = query_problem(static_cast<Oddity>(code), 0, 1, lang,
                                                 {.typed = "{x}", .field = "{y}", .limit = 7, .choice = {}});
      EXPECT_FALSE(problem.what.empty() || problem.instead.empty()) << code << lang;
    }
  }
}

}  // namespace
}  // namespace pramen::query
