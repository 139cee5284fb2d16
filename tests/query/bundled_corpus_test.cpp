// The road end to end over the records that the project ships.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <span>

#include "query/database.h"
#include "tests/query/bundled.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

TEST(BundledCorpus, HasTwentyRecordsOfEachKindFromAllPartners) {
  const Answer all = bundled()->search({});
  std::set<std::string> countries;
  for (const FacetCounts& facet : all.facets) {
    if (facet.facet == "kind") {
      ASSERT_EQ(facet.values.size(), 3U);
      for (const FacetCount& kind : facet.values) EXPECT_GE(kind.count, 20U) << kind.value;
    }
    if (facet.facet == "country") {
      for (const FacetCount& country : facet.values) countries.insert(country.value);
    }
  }
  for (const char* country : {"sk", "at", "hu", "bg", "cz", "eu"}) EXPECT_TRUE(countries.contains(country)) << country;
}

TEST(BundledCorpus, EveryRecordIsInSlovakEnglishAndItsOriginalAndCitesASource) {
  std::vector<Hit> hits;
  for (Answer page = bundled()->search({.limit = max_limit}); !page.hits.empty();
       page = bundled()->search({.limit = max_limit, .offset = hits.size()}))
    hits.insert(hits.end(), page.hits.begin(), page.hits.end());
  ASSERT_EQ(hits.size(), bundled()->search({}).total);
  for (const Hit& hit : hits) {
    const auto record = bundled()->record(hit.id);
    ASSERT_TRUE(record);
    EXPECT_TRUE(record->texts.contains("sk") && record->texts.contains("en") &&
                record->texts.contains(record->original))
        << hit.id;
    const corpus::Value* sources = record->fact("sources");
    EXPECT_TRUE(sources != nullptr && !std::get<std::vector<corpus::Source>>(*sources).empty()) << hit.id;
    for (const auto& [lang, text] : record->texts) {
      EXPECT_FALSE(text.summary.empty()) << hit.id << " " << lang;
      EXPECT_FALSE(text.body.empty()) << hit.id << " " << lang;
      EXPECT_FALSE(text.stale) << hit.id << " " << lang;
    }
  }
}

std::vector<std::string> sorted(std::vector<std::string> list) {
  std::ranges::sort(list);
  return list;
}

std::vector<std::string> holding(std::string_view words) {
  return all_ids(*bundled(), {.words = std::string(words), .match = Match::all});
}

TEST(BundledCorpus, MarksAndCaseDoNotChangeWhatIsFound) {
  const auto with_marks = holding("sociálne inovácie");
  EXPECT_FALSE(with_marks.empty());
  EXPECT_EQ(holding("SOCIÁLNE INOVÁCIE"), with_marks);
  // Without marks they may be other forms as well, so that the order may differ.
  EXPECT_EQ(sorted(holding("socialne inovacie")), sorted(with_marks));
}

TEST(BundledCorpus, WhereNothingIsFoundEveryWayOutFindsWhatItSays) {
  const std::vector<Request> requests = {
      {.words = "bývanie xyzkvak", .lang = "sk"},
      {.words = "xyzkvak", .lang = "sk", .filters = {{"country", {"hu"}}}},
      {.words = "bývanie", .lang = "sk", .filters = {{"country", {"mt"}}, {"kind", {"case_study"}}}},
      {.words = "housing bicykel prevádzka", .lang = "sk", .filters = {{"country", {"hu"}}, {"kind", {"definition"}}}},
      {.words = "\"sociálny bicykel\" country:at bývanie", .lang = "sk"},
      {.words = "Wohnen -Wien Innovation", .lang = "de", .filters = {{"country", {"mt"}}}},
      {.words = "\"inovácia bývanie\"", .lang = "sk"},
      {.words = "inovácia NEAR/1 xyzkvak", .lang = "sk"},
      {.words = "title:bezdomovec", .lang = "sk"},
      {.words = "(mikropôžičky xyzkvak) country:sk", .lang = "sk"},
      {.words = "country:sk year:1900", .lang = "sk"},
      {.words = "bývanie xyzkvak", .lang = "sk", .filters = {{"country", {"mt"}}}},
      {.lang = "sk", .filters = {{"country", {"mt"}}, {"kind", {"definition"}}, {"year", {"1990"}}}},
  };
  std::size_t ways = 0;
  for (const Request& request : requests) {
    const Answer answer = bundled()->search(request);
    ASSERT_EQ(answer.total, 0U) << request.words;
    ASSERT_TRUE(answer.rescue) << request.words;
    const bool nothing_known = request.words == "xyzkvak";
    EXPECT_EQ(answer.rescue->ways.empty(), nothing_known) << request.words;
    for (const WayOut& way : answer.rescue->ways) {
      Request other = request;
      other.words = way.text;
      other.filters = way.filters;
      if (!way.lang.empty()) other.lang = way.lang;
      const Answer found = bundled()->search(other);
      EXPECT_GT(way.total, 0U) << way.text;
      EXPECT_EQ(found.total, way.total) << way.text;
      EXPECT_FALSE(found.rescue) << way.text;
      ++ways;
    }
  }
  EXPECT_GT(ways, 4U);
  const Answer first = bundled()->search(requests[0]);
  ASSERT_TRUE(first.rescue);
  EXPECT_EQ(first.rescue->missing, std::vector<std::string>{"xyzkvak"});
  EXPECT_EQ(first.rescue->ways.at(0).text, "bývanie");
}

// Alternatives within alternatives are each looked at once.
TEST(BundledCorpus, WaysOutOfNestedAlternativesAreFoundInTime) {
  std::string words = "\"xyzkvak abcd\"";
  for (int i = 0; i < 30; ++i) words = "(" + words + " OR \"xyzkvak abcd\")";
  const Answer answer = bundled()->search({.words = words, .lang = "sk"});
  EXPECT_EQ(answer.total, 0U);
  EXPECT_FALSE(answer.cut_short);
}

TEST(BundledCorpus, WhereNothingIsFoundTheWordsMayBeOfAnotherLanguage) {
  // In Bulgarian *social* is taken for a word in Latin letters, which no Austrian record has.
  const Answer answer = bundled()->search({.words = "social", .lang = "bg", .filters = {{"country", {"at"}}}});
  ASSERT_EQ(answer.total, 0U);
  ASSERT_TRUE(answer.rescue);
  const WayOut& way = answer.rescue->ways.at(0);
  EXPECT_EQ(way.text, "social");
  ASSERT_FALSE(way.lang.empty());
  EXPECT_NE(way.lang, "bg");
  EXPECT_TRUE(way.removed.empty());
  EXPECT_EQ(way.filters.size(), 1U) << "filters stay";
  const Answer other = bundled()->search({.words = "social", .lang = way.lang, .filters = {{"country", {"at"}}}});
  EXPECT_EQ(other.total, way.total);
  EXPECT_GT(way.total, 10U);
  for (const WayOut& one : std::span(answer.rescue->ways).subspan(1)) EXPECT_TRUE(one.lang.empty()) << "one is enough";
}

TEST(BundledCorpus, HoldsTheCentreTheProjectAndThePartners) {
  for (const char* id :
       {"org-nkcsi", "eu-siplus", "org-mpsvr", "org-lr-social-research", "org-arbeit-plus", "org-ifka", "org-sda"}) {
    EXPECT_TRUE(bundled()->record(id)) << id;
  }
}

TEST(BundledCorpus, RelationsLeadSomewhere) {
  for (const Hit& hit : bundled()->search({.limit = 100}).hits) {
    const auto record = bundled()->record(hit.id);
    const corpus::Value* related = record->fact("related");
    if (related == nullptr) continue;
    for (const std::string& title : bundled()->titles(std::get<std::vector<std::string>>(*related), "sk"))
      EXPECT_FALSE(title.empty()) << hit.id;
  }
}

// One mistake of each sort, in each script.
TEST(BundledCorpus, OffersAnotherSpellingOfWordsThatStandNowhere) {
  struct Case {
    const char *typed, *meant, *lang;
  };
  for (const Case& one : {Case{"sociálny pdnik", "sociálny podnik", "sk"}, Case{"innovtion", "innovation", "en"},
                          Case{"Wohnnung", "wohnung", "de"}, Case{"социялни", "социални", "bg"},
                          Case{"employmnet", "employment", "en"}}) {
    const Answer answer = bundled()->search({.words = one.typed, .lang = one.lang});
    ASSERT_TRUE(answer.did_you_mean) << one.typed;
    EXPECT_EQ(answer.did_you_mean->text, one.meant);
    EXPECT_GE(answer.did_you_mean->total, answer.total);
    EXPECT_EQ(answer.did_you_mean->total, bundled()->search({.words = one.meant, .lang = one.lang}).total);
  }
}

// "sme" is "we are", SME are small and medium-sized enterprises; "it" is a pronoun, IT is a trade.
TEST(BundledCorpus, AcronymsInCapitalsAreNoWordsOfEveryday) {
  const auto total = [](const char* words, const char* lang) {
    return bundled()->search({.words = words, .lang = lang}).total;
  };
  EXPECT_LT(total("SME", "sk"), total("sme", "sk") / 2);
  EXPECT_LT(total("IT", "en"), total("it", "en") / 2);
  for (const Hit& hit : bundled()->search({.words = "SME", .lang = "sk", .limit = 100}).hits)
    EXPECT_EQ(hit.why.find("„je“"), std::string::npos) << hit.id << " " << hit.why;
  EXPECT_EQ(total("SME A MY", "sk"), total("sme a my", "sk")) << "a text in capitals is a text";
}

// A question wants no question word.
TEST(BundledCorpus, QuestionsAreAnsweredByWhatTheyAskAbout) {
  struct Case {
    const char *question, *plain, *lang;
  };
  for (const Case& one : {Case{"Welche sozialen Unternehmen gibt es in Ungarn?", "soziale Unternehmen Ungarn", "de"},
                          Case{"какви социални предприятия има в Унгария", "социални предприятия Унгария", "bg"},
                          Case{"kto pomáha bezdomovcom", "pomáha bezdomovcom", "sk"}}) {
    const std::uint64_t found = bundled()->search({.words = one.question, .lang = one.lang}).total;
    EXPECT_GT(found, 0U) << one.question;
    EXPECT_EQ(found, bundled()->search({.words = one.plain, .lang = one.lang}).total) << one.question;
  }
}

TEST(BundledCorpus, StopWordsBesideOthersAreNotMarked) {
  for (const Hit& hit :
       bundled()->search({.words = "sociálny podnik a práca v obci", .lang = "sk", .limit = 50}).hits) {
    EXPECT_EQ(hit.snippet.find("<mark>a</mark>"), std::string::npos) << hit.snippet;
    EXPECT_EQ(hit.snippet.find("<mark>v</mark>"), std::string::npos) << hit.snippet;
  }
  const Answer phrase = bundled()->search({.words = "\"bývanie v\"", .lang = "sk"});
  ASSERT_GT(phrase.total, 0U);
  EXPECT_NE(phrase.hits[0].snippet.find("<mark>V</mark>"), std::string::npos) << "in a phrase they are wanted";
}

// A word that no record holds, but the name of a concept.
TEST(BundledCorpus, OffersTheSpellingOfNamesOfConcepts) {
  const Answer answer = bundled()->search({.words = "mikrpôžička", .lang = "sk"});
  EXPECT_EQ(answer.total, 0U);
  ASSERT_TRUE(answer.did_you_mean);
  EXPECT_EQ(answer.did_you_mean->text, "mikropôžička");
  EXPECT_EQ(answer.did_you_mean->total, bundled()->search({.words = "mikropôžička", .lang = "sk"}).total);
}

TEST(BundledCorpus, OffersASpellingWithoutTheFiltersThatLeaveNothingOfIt) {
  const Answer answer = bundled()->search({.words = "sociálny pdnik", .lang = "sk", .filters = {{"country", {"mt"}}}});
  ASSERT_TRUE(answer.did_you_mean);
  EXPECT_TRUE(answer.did_you_mean->without_filters);
  EXPECT_EQ(answer.did_you_mean->total, bundled()->search({.words = "sociálny podnik", .lang = "sk"}).total);
  const Answer wider = bundled()->search({.words = "sociálny pdnik", .lang = "sk", .filters = {{"country", {"sk"}}}});
  ASSERT_TRUE(wider.did_you_mean);
  EXPECT_FALSE(wider.did_you_mean->without_filters);
}

// What is found needs no other spelling; what is taken as it is gets none.
TEST(BundledCorpus, OffersNoOtherSpellingUnasked) {
  for (const char* typed :
       {"sociálny podnik", "socialny podnik", "podnikmi", "=pdnik", "pdni*", "-pdnik", "xqzwvk", ""})
    EXPECT_FALSE(bundled()->search({.words = typed, .lang = "sk"}).did_you_mean) << typed;
}

// What is offered finds what it says, and is not searched in place of what was typed.
TEST(BundledCorpus, OtherSpellingsFindWhatTheySay) {
  const std::string word = "nezamestnanosť";
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::string typed : {word.substr(0, i) + word.substr(i + 1), word.substr(0, i) + "q" + word.substr(i + 1),
                              word.substr(0, i) + "q" + word.substr(i)}) {
      const Answer answer = bundled()->search({.words = typed, .lang = "sk", .match = Match::all});
      EXPECT_EQ(answer.request.words, typed);
      if (!answer.did_you_mean) continue;
      const Answer other = bundled()->search({.words = answer.did_you_mean->text, .lang = "sk", .match = Match::all});
      EXPECT_EQ(other.total, answer.did_you_mean->total) << typed;
      EXPECT_GE(other.total, std::max<std::uint64_t>(answer.total, 1)) << typed;
    }
  }
}

// A flat is none of the forms of "to be", whose infinitive differs by a mark only.
TEST(BundledCorpus, AWordIsNotTheStopWordThatItLooksLike) {
  for (const char* lang : {"sk", "cs"}) {
    for (const char* words : {"byt", "byty", "bytu"}) {
      const Answer answer = bundled()->search({.words = words, .lang = lang, .limit = 50});
      EXPECT_GT(answer.total, 5U) << words << lang;
      EXPECT_LT(answer.total, 80U) << words << lang;
      EXPECT_TRUE(answer.problems.empty()) << words << lang;
      for (const Hit& hit : answer.hits) {
        for (const char* mark : {"<mark>je</mark>", "<mark>sú</mark>", "<mark>jsou</mark>", "<mark>bol"})
          EXPECT_EQ(hit.snippet.find(mark), std::string::npos) << hit.snippet;
      }
    }
  }
}

// What the reader's language knows as a word is no concept by a name of one word in another language.
TEST(BundledCorpus, WordsOfTheReaderAreNoNamesOfAnotherLanguage) {
  for (const auto& [words, lang] :
       {std::pair("die", "de"), {"vier", "de"}, {"kind", "en"}, {"site", "en"}, {"not", "en"}, {"byl", "cs"}}) {
    const Answer answer = bundled()->search({.words = words, .lang = lang});
    EXPECT_TRUE(answer.concepts.empty()) << words << " " << lang << ": " << answer.concepts.front().id;
  }
  // One that it does not know may be one.
  const Answer other = bundled()->search({.words = "Obdachlosigkeit", .lang = "sk"});
  ASSERT_FALSE(other.concepts.empty());
  EXPECT_EQ(other.concepts.front().id, "homelessness");
}

}  // namespace
}  // namespace pramen::query
