// Best bets of a generation: who comes first, who is nowhere, when, for whom; and that the rest stays as it is.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using corpus::to_text;
using tests::record_line;
using Ids = std::vector<std::string>;

class BestBetsTest : public testing::Test {
 protected:
  void build(const std::string& records, const std::string& bets) {
    folder_.write("corpus/records.jsonl", records);
    folder_.write("corpus/best_bets.jsonl", bets);
    const auto report = indexer::build({.corpus = folder_ / "corpus", .database = folder_ / "db", .full = true},
                                       [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); });
    ASSERT_NE(report.generation, 0U);
    database_ = Database::open(folder_ / "db");
  }
  // Three of them hold both words, one holds neither.
  void build(const std::string& bets) {
    build(record_line("first", "sk", "Sociálny podnik v Seredi", "Sociálny podnik.", R"("country": "sk")") +
              record_line("second", "sk", "Sociálny podnik Čierny Balog", "", R"("country": "sk")") +
              record_line("third", "sk", "Malý sociálny podnik v dlhom názve", "", R"("country": "cz")") +
              record_line("other", "sk", "Obecná pekáreň", "Chlieb a práca.", R"("country": "at")"),
          bets);
  }
  Ids ids(const Request& request) {
    answer_ = database_->search(request);
    Ids found;
    for (const Hit& hit : answer_.hits) {
      if (!hit.partial) found.push_back(hit.id);
    }
    return found;
  }
  Ids ids(const std::string& words) { return ids(Request{.words = words, .match = Match::all}); }
  bool is_pinned(const Request& request) {
    ids(request);
    return !answer_.hits.empty() && answer_.hits.front().pinned;
  }
  std::uint64_t count(const std::string& facet, const std::string& value) const {
    const auto found = std::ranges::find(answer_.facets, facet, &FacetCounts::facet);
    const auto at = std::ranges::find(found->values, value, &FacetCount::value);
    return at == found->values.end() ? 0 : at->count;
  }

  const tests::TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  Answer answer_;
};

TEST_F(BestBetsTest, PinsComeFirstAndWhatIsHiddenIsNowhere) {
  build(R"({"words": ["sociálny podnik"], "pin": ["other", "third"], "hide": ["first"]})");
  EXPECT_EQ(ids("sociálny podnik"), (Ids{"other", "third", "second"}));
  EXPECT_EQ(answer_.total, 3U);
  EXPECT_EQ(count("country", "at"), 1U);
  EXPECT_EQ(count("country", "sk"), 1U);
  EXPECT_TRUE(answer_.hits[1].pinned);
  EXPECT_GT(answer_.hits[1].score, 0);
  EXPECT_FALSE(answer_.hits[2].pinned);
  EXPECT_EQ(ids(Request{.words = "sociálny podnik", .filters = {{"country", {"sk", "at"}}}}), (Ids{"other", "second"}));
  EXPECT_EQ(ids(Request{.words = "sociálny podnik", .filters = {{"country", {"cz"}}}}), (Ids{"third"}));
  EXPECT_EQ(count("country", "at"), 1U);
  EXPECT_EQ(ids("podnik").size(), 3U);
}

TEST_F(BestBetsTest, MeetsWordsByTheirBaseFormAndWithoutMarks) {
  build(R"({"words": ["Sociálny podnik", "social enterprise"], "pin": ["other"]})");
  for (const char* words : {"sociálny podnik", "sociálneho podniku", "SOCIÁLNE PODNIKY", "socialny podnik",
                            "socialneho podniku", "social enterprises", "sociálny, podnik"})
    EXPECT_TRUE(is_pinned({.words = words})) << words;
  for (const char* words :
       {"sociálny", "podnik sociálny", "malý sociálny podnik", "\"sociálny podnik\"", "sociálny podnik*",
        "sociálny podnik~", "=sociálny podnik", "sociálny -podnik", "sociálny title:podnik", "sociálny OR podnik",
        "(sociálny podnik)", "sociálny podnik country:sk", "sociálny podnikateľ"})
    EXPECT_FALSE(is_pinned({.words = words})) << words;
}

TEST_F(BestBetsTest, AQuestionHasThoseOfWhatItAsksAbout) {
  build(R"({"words": ["sociálny podnik"], "pin": ["other"]})");
  EXPECT_TRUE(is_pinned({.words = "Čo je sociálny podnik?", .lang = "sk"}));
}

TEST_F(BestBetsTest, HoldForReadersOfTheirLanguage) {
  build(R"({"words": ["sociálny podnik"], "lang": "sk", "pin": ["other"]})");
  EXPECT_TRUE(is_pinned({.words = "sociálny podnik", .lang = "sk"}));
  EXPECT_FALSE(is_pinned({.words = "sociálny podnik", .lang = "en"}));
  EXPECT_FALSE(is_pinned({.words = "sociálny podnik"}));
}

TEST_F(BestBetsTest, HoldFromTheirFirstToTheirLastDay) {
  const corpus::Day now = corpus::today();
  const std::chrono::days day(1);
  build(fmt::format(R"({{"words": ["sociálny podnik"], "pin": ["other"], "from": "{0}", "until": "{0}"}}
{{"words": ["podnik"], "pin": ["other"], "from": "{1}"}}
{{"words": ["chlieb"], "pin": ["third"], "until": "{1}"}}
)",
                    to_text(now), to_text(now + day)));
  EXPECT_TRUE(is_pinned({.words = "sociálny podnik"}));
  EXPECT_FALSE(is_pinned({.words = "podnik"}));
  EXPECT_TRUE(is_pinned({.words = "chlieb"}));
  EXPECT_EQ(database_->bets_since(), to_text(now));
  // What is over is only warned of.
  folder_.write("corpus/best_bets.jsonl",
                fmt::format(R"({{"words": ["podnik"], "pin": ["other"], "until": "{}"}})", to_text(now - day)));
  std::vector<corpus::Problem> problems;
  indexer::build({.corpus = folder_ / "corpus", .database = folder_ / "db", .full = true},
                 [&](corpus::Problem&& problem) { problems.push_back(std::move(problem)); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].severity, corpus::Severity::warning);
  database_ = Database::open(folder_ / "db");
  EXPECT_FALSE(is_pinned({.words = "podnik"}));
  EXPECT_EQ(database_->bets_since(), to_text(now));
}

TEST_F(BestBetsTest, SayWhyInTheReadersLanguage) {
  build(R"({"words": ["podnik"], "pin": ["other"]})");
  const std::pair<const char*, const char*> sentences[] = {
      {"en", "Recommended by the editors."},  {"sk", "Odporúča redakcia."},       {"cs", "Doporučuje redakce."},
      {"de", "Von der Redaktion empfohlen."}, {"hu", "A szerkesztőség ajánlja."}, {"bg", "Препоръчано от редакцията."}};
  for (const auto& [lang, sentence] : sentences) {
    ids(Request{.words = "podnik", .lang = lang, .explain = true});
    EXPECT_EQ(answer_.hits.front().why, sentence);
    EXPECT_TRUE(answer_.hits.front().explanation->parts.empty());
  }
  EXPECT_NE(to_json(answer_).find(R"("pinned":true)"), std::string::npos);
}

TEST_F(BestBetsTest, AGenerationKeepsItsOwn) {
  build(R"({"words": ["podnik"], "pin": ["other"]})");
  const std::string before = database_->content_hash();
  build(R"({"words": ["podnik"], "pin": ["third"]})");
  EXPECT_NE(database_->content_hash(), before);
  EXPECT_EQ(ids("podnik").front(), "third");
  database_ = Database::open_generation(folder_ / "db", 1);
  EXPECT_EQ(ids("podnik").front(), "other");
  build("");
  EXPECT_FALSE(is_pinned({.words = "podnik"}));
  EXPECT_EQ(database_->bets_since(), "");
}

TEST_F(BestBetsTest, OneIsTriedInPlaceOfThoseWithItsWords) {
  build(R"({"words": ["podnik", "chlieb"], "pin": ["other"]})");
  const Request request{.words = "podnik"};
  const corpus::BestBet bet{.words = {"Podnik"}, .pin = {"third"}, .from = corpus::today() + std::chrono::days(9)};
  EXPECT_EQ(database_->search_with(bet, request).hits.front().id, "third");
  EXPECT_EQ(database_->search(request).hits.front().id, "other");
}

// Random bets, searches and filters against the same records without bets, and facts counted one by one.
class RandomBets : public BestBetsTest {
 protected:
  static constexpr int records = 80;
  static constexpr std::array words = {"podnik", "obec", "práca", "škola", "zdravie"};
  static constexpr std::array countries = {"sk", "cz", "at", "hu"};

  std::size_t below(std::size_t end) { return random_() % end; }
  static std::string id(std::size_t record) { return fmt::format("r{:02}", record); }

  void SetUp() override {
    std::string lines;
    for (std::size_t i = 0; i < records; ++i) {
      std::string text;
      for (const char* word : words) {
        for (std::size_t n = below(3); n > 0; --n) text += std::string(word) + " ";
      }
      country_[id(i)] = countries[below(countries.size())];
      lines += record_line(id(i), "sk", fmt::format("Záznam {}", i), text,
                           fmt::format(R"("country": "{}")", country_[id(i)]));
    }
    std::string bets;
    for (const char* word : words) {
      std::vector<std::size_t> order(records);
      for (std::size_t i = 0; i < records; ++i) order[i] = i;
      std::ranges::shuffle(order, random_);
      Ids& pins = pins_[word];
      Ids& hides = hides_[word];
      for (std::size_t i = 0; i < 7; ++i) (i < 4 ? pins : hides).push_back(id(order[i]));
      bets += fmt::format("{{\"words\": [\"{}\"], \"pin\": [\"{}\"], \"hide\": [\"{}\"]}}\n", word,
                          fmt::join(pins, "\", \""), fmt::join(hides, "\", \""));
    }
    build(lines, "");
    plain_ = database_;
    build(lines, bets);
  }

  bool passes(const std::string& id, const Request& request) const {
    return request.filters.empty() ||
           std::ranges::find(request.filters[0].values, country_.at(id)) != request.filters[0].values.end();
  }

  // Page by page, each with the same total.
  Ids paged(const Database& database, Request request, std::size_t limit, std::uint64_t* total) {
    Ids found;
    for (request.limit = limit;; request.offset += limit) {
      const Answer page = database.search(request);
      *total = page.total;
      for (const Hit& hit : page.hits) found.push_back(hit.id);
      if (page.hits.size() < limit) return found;
    }
  }

  // What is expected of a search, from what it finds without bets.
  Ids expected(const Request& request) {
    std::uint64_t total = 0;
    Ids others = paged(*plain_, request, 100, &total);
    const Ids &pins = pins_[request.words], &hides = hides_[request.words];
    const auto is_in = [](const Ids& ids) {
      return [&ids](const std::string& id) { return std::ranges::find(ids, id) != ids.end(); };
    };
    std::erase_if(others, is_in(hides));
    std::erase_if(others, is_in(pins));
    Ids all;
    for (const std::string& pin : pins) {
      if (passes(pin, request)) all.push_back(pin);
    }
    all.insert(all.end(), others.begin(), others.end());
    return all;
  }

  std::mt19937 random_{20261128};
  std::map<std::string, std::string> country_;
  std::map<std::string, Ids> pins_, hides_;
  std::shared_ptr<const Database> plain_;
};

TEST_F(RandomBets, FindWhatIsCountedOneByOne) {
  for (int round = 0; round < 150; ++round) {
    Request request{.words = words[below(words.size())], .match = Match::all, .passages = false};
    if (below(2) == 0) request.filters = {{"country", {countries[below(4)], countries[below(4)]}}};
    if (below(3) == 0) request.engine = Engine::enquire;
    const Ids wanted = expected(request);
    std::uint64_t total = 0;
    EXPECT_EQ(paged(*database_, request, 1 + below(9), &total), wanted) << request.words;
    EXPECT_EQ(total, wanted.size());

    Request no_facets = request;
    no_facets.facets.emplace();
    EXPECT_EQ(paged(*database_, no_facets, 10, &total), wanted);
    no_facets.counts = false;  // the early cut
    EXPECT_EQ(paged(*database_, no_facets, 10, &total), wanted);

    Request unfiltered = request;
    unfiltered.filters.clear();
    const Ids everywhere = expected(unfiltered);
    answer_ = database_->search(request);
    for (const char* country : countries) {
      EXPECT_EQ(count("country", country), static_cast<std::uint64_t>(std::ranges::count_if(
                                               everywhere, [&](const auto& id) { return country_[id] == country; })));
    }

    request.sort = Sort::title;
    Ids by_title = paged(*database_, request, 7, &total), same = wanted;
    EXPECT_EQ(total, wanted.size());
    const Ids plain = paged(*plain_, {.sort = Sort::title, .passages = false}, 100, &total);
    const auto place = [&](const std::string& id) { return std::ranges::find(plain, id) - plain.begin(); };
    EXPECT_TRUE(std::ranges::is_sorted(by_title, {}, place));
    std::ranges::sort(by_title);
    std::ranges::sort(same);
    EXPECT_EQ(by_title, same);
  }
}

}  // namespace
}  // namespace pramen::query
