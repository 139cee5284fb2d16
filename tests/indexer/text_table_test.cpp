// The hash table of texts: what was added is found, nothing else is, and damage does no harm.

#include "indexer/text_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace pramen::indexer {
namespace {

std::vector<std::string> some_texts(std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back("sk" + std::to_string(i * 7919));
  return texts;
}

class TextTables : public testing::Test {
 protected:
  Sections written(const std::vector<std::string>& texts) const {
    TextTableWriter table(texts.size());
    for (std::uint32_t i = 0; i < texts.size(); ++i) table.add(texts[i], i);
    SectionWriter file(folder_ / "table");
    table.write(file, "text");
    file.finish();
    return Sections(folder_ / "table");
  }

  const tests::TemporaryFolder folder_;
};

TEST_F(TextTables, FindEveryTextAndNoOther) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{5000}}) {
    const std::vector<std::string> texts = some_texts(count);
    const Sections file = written(texts);
    const TextTable table(file, "text");
    const auto find = [&](const std::string& text) {
      return table.find(text, count, [&](std::size_t place) { return texts[place] == text; });
    };
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(find(texts[i]), i);
    for (std::size_t i = 0; i < 5000; ++i) EXPECT_EQ(find("de" + std::to_string(i)), count);
  }
}

TEST_F(TextTables, EndTheirSearchAlsoWhereADamagedFileHasNoFreeSlot) {
  SectionWriter writer(folder_ / "table");
  std::vector<std::uint8_t> tags(64);
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i] = static_cast<std::uint8_t>(1 + i);
  writer.add("text.tags", tags);
  writer.add("text.places", std::vector<std::uint32_t>(64, 1'000'000));
  writer.finish();
  const Sections file(folder_ / "table");
  const TextTable table(file, "text");
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(table.find(std::to_string(i), 10, [](std::size_t) { return true; }), 10U);  // 10 texts, no more places
  }
}

}  // namespace
}  // namespace pramen::indexer
