#include "indexer/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace pramen::indexer {
namespace {

using tests::TemporaryFolder;

corpus::Record record(const std::string& id, const std::string& title, std::vector<std::string> topics,
                      std::int64_t year) {
  corpus::Record made{.id = id, .kind = "definition", .original = "sk"};
  made.texts["sk"].title = title;
  if (!topics.empty()) made.facts["topics"] = std::move(topics);
  if (year != 0) made.facts["year"] = year;
  return made;
}

std::vector<std::uint16_t> topic_numbers(const corpus::Schema& schema, std::vector<std::string> keys) {
  const std::uint32_t first = FacetNumbers(schema).of("topics").begin;
  std::vector<std::uint16_t> numbers;
  for (const std::string& key : keys)
    numbers.push_back(static_cast<std::uint16_t>(first + *schema.facet("topics")->vocabulary->index_of(key)));
  std::ranges::sort(numbers);
  return numbers;
}

TEST(Columns, GiveBackWhatWasWritten) {
  const TemporaryFolder folder;
  const corpus::Schema schema = corpus::Schema::bundled();
  ColumnWriter writer(schema, folder.path());
  writer.add(record("a", "Zima", {"youth", "housing"}, 2015));
  writer.add(record("b", "Les", {}, 0));
  writer.add(record("c", "Hora", {"food"}, 1999));
  writer.add(record("d", "Chalupa", {}, 0));
  writer.drop(1);
  const std::vector<std::uint32_t> lengths = {7, 8, 9, 10};
  const Columns columns(folder / "columns.bin", writer.write(folder / "columns.bin", lengths), schema);

  ASSERT_EQ(columns.rows(), 4U);
  EXPECT_EQ(columns.records(), 3U);
  EXPECT_TRUE(std::ranges::equal(columns.lengths(), std::vector<std::uint32_t>{7, 0, 9, 10}));
  EXPECT_EQ(columns.id(2), "c");
  EXPECT_EQ(columns.title(2, "hu").text, "Hora");  // in the language of the original
  EXPECT_EQ(columns.title(2, "hu").lang, "sk");
  EXPECT_FALSE(columns.live(1));
  const FacetNumbers::Place topics = columns.facets().of("topics");
  EXPECT_TRUE(std::ranges::equal(columns.values(0, topics), topic_numbers(schema, {"housing", "youth"})));
  EXPECT_TRUE(std::ranges::equal(columns.values(2, topics), topic_numbers(schema, {"food"})));
  EXPECT_TRUE(columns.values(3, topics).empty());
  EXPECT_EQ(columns.number(0, columns.facets().of("year").range), 2015);
  EXPECT_EQ(columns.number(3, columns.facets().of("year").range), no_number);
  // In Slovak ch comes after h; in English before.
  const auto sk = columns.title_order("sk"), en = columns.title_order("en");
  EXPECT_LT(sk[2], sk[3]);
  EXPECT_LT(en[3], en[2]);
}

TEST(Columns, ADamagedFileIsRefused) {
  const TemporaryFolder folder;
  const corpus::Schema schema = corpus::Schema::bundled();
  ColumnWriter writer(schema, folder.path());
  writer.add(record("a", "Zima", {"youth"}, 2015));
  const std::string hash = writer.write(folder / "columns.bin", std::vector<std::uint32_t>{1});
  std::fstream file(folder / "columns.bin", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file.put('\x7f');
  file.close();
  EXPECT_THROW(Columns(folder / "columns.bin", hash, schema), std::runtime_error);
}

TEST(Columns, AMissingOrEmptyFileIsRefused) {
  const TemporaryFolder folder;
  EXPECT_THROW(Columns(folder / "columns.bin", "", corpus::Schema::bundled()), std::runtime_error);
  folder.write("columns.bin", "");
  EXPECT_THROW(Columns(folder / "columns.bin", "", corpus::Schema::bundled()), std::runtime_error);
}

}  // namespace
}  // namespace pramen::indexer
