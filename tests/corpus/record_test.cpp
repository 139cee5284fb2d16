#include "corpus/record.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

Record full_record() {
  Record record{.id = "x", .kind = "case_study", .original = "sk"};
  record.facts["country"] = std::string("sk");
  record.facts["topics"] = std::vector<std::string>{"housing", "employment"};
  record.facts["year"] = std::int64_t{2015};
  record.facts["lat"] = 48.0;
  record.facts["lon"] = 17.123456789012345;
  record.facts["web"] = std::string("https://a.sk/?a=1");
  record.facts["sources"] =
      std::vector<Source>{{"T", "https://b.sk", "P", 2020}, {"", "https://c.sk", "", std::nullopt}};
  record.texts["sk"] = {.title = "Názov \"q\"", .summary = "S", .body = "A\n\nB", .alternative = {"N"}};
  record.texts["en"] = {.title = "Title", .translation_of = "0123456789abcdef", .stale = true};
  return record;
}

TEST(Record, GoesToJsonAndBack) {
  const Schema schema = Schema::bundled();
  const Record record = full_record();
  const std::string json = to_json(record);
  const Record back = from_json(schema, json);
  EXPECT_EQ(to_json(back), json);
  EXPECT_EQ(std::get<std::int64_t>(*back.fact("year")), 2015);
  EXPECT_EQ(std::get<double>(*back.fact("lat")), 48.0);
  EXPECT_EQ(std::get<std::vector<Source>>(*back.fact("sources"))[0].year, 2020);
  EXPECT_TRUE(back.texts.at("en").stale);
}

TEST(Record, TheReadersTakeWhatToJsonWrites) {
  CorpusFolder folder;
  folder.write("records/x.json", to_json(full_record()));
  const Reading reading = folder.read();
  ASSERT_EQ(reading.records.size(), 1u) << testing::PrintToString(reading.marks());
  EXPECT_EQ(to_json(reading.records[0]), to_json(full_record()));
}

TEST(Record, FromJsonThrowsWhereToJsonWouldNotHaveWritten) {
  const Schema schema = Schema::bundled();
  EXPECT_THROW(from_json(schema, "{"), std::runtime_error);
  EXPECT_THROW(from_json(schema, R"({"id": 1})"), std::runtime_error);
  EXPECT_THROW(from_json(schema, R"({"nonsense": 1})"), std::runtime_error);
}

TEST(Record, ToJsonNeverThrows) {
  Record record = full_record();
  record.texts["sk"].title = "\xFF\xC3";
  EXPECT_NE(to_json(record).find("\uFFFD"), std::string::npos);
}

TEST(Record, FactsDoNotChangeTheHash) {
  Text text{.title = "T", .summary = "S", .body = "B"};
  const auto hash = text_hash(text);
  EXPECT_EQ(hash.size(), 16u);
  EXPECT_EQ(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  Text moved{.title = "T", .summary = "SB", .body = ""};
  EXPECT_NE(text_hash(moved), hash);
  text.alternative = {"A"};
  EXPECT_NE(text_hash(text), hash);
}

TEST(Record, TextInFallsBackToWhatTheReaderReadsBest) {
  Record record{.id = "a", .kind = "definition", .original = "sk"};
  record.texts["sk"].title = "slovensky";
  record.texts["en"].title = "English";
  std::string_view used;
  EXPECT_EQ(record.text_in("en", &used).title, "English");
  EXPECT_EQ(used, "en");
  EXPECT_EQ(record.text_in("hu").title, "English");
  EXPECT_EQ(record.text_in("cs").title, "slovensky");
  EXPECT_EQ(record.text_in("", &used).title, "slovensky");
  EXPECT_EQ(used, "sk");
  record.texts.erase("en");
  EXPECT_EQ(record.text_in("hu").title, "slovensky");
}

TEST(Record, EveryFacetHasItsValues) {
  const Schema schema = Schema::bundled();
  const Record record = full_record();
  EXPECT_EQ(facet_values(record, *schema.facet("kind")), std::vector<std::string>{"case_study"});
  EXPECT_EQ(facet_values(record, *schema.facet("languages")), (std::vector<std::string>{"en", "sk"}));
  EXPECT_EQ(facet_values(record, *schema.facet("topics")), (std::vector<std::string>{"housing", "employment"}));
  EXPECT_EQ(facet_values(record, *schema.facet("year")), std::vector<std::string>{"2015"});
  EXPECT_TRUE(facet_values(record, *schema.facet("stage")).empty());
}

TEST(Record, IdsAreLowercaseAndShort) {
  for (const auto* id : {"a", "0", "a-b-9", "2x"}) EXPECT_TRUE(is_record_id(id)) << id;
  EXPECT_TRUE(is_record_id(std::string(100, 'a')));
  EXPECT_FALSE(is_record_id(std::string(101, 'a')));
  for (const auto* id : {"", "-a", "A", "a_b", "a b", "á", "a/b", "a.b"}) EXPECT_FALSE(is_record_id(id)) << id;
}

}  // namespace
}  // namespace pramen::corpus
