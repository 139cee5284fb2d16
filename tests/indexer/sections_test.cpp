#include "indexer/sections.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "indexer/file.h"
#include "tests/support/temporary_folder.h"

namespace pramen::indexer {
namespace {

TEST(Sections, AreReadAsTheyWereWritten) {
  const tests::TemporaryFolder folder;
  SectionWriter writer(folder / "file");
  writer.begin("text");
  writer.append("three");
  writer.add("numbers", std::vector<std::uint32_t>{1, 2});
  const std::string hash = writer.finish();
  const Sections file(folder / "file", hash);
  EXPECT_EQ(file.bytes("text"), "three");
  EXPECT_EQ(file.numbers<std::uint32_t>("numbers")[1], 2U);
  EXPECT_THROW(file.bytes("other"), std::runtime_error);
}

TEST(Sections, CanBeReadBeforeAllAreWritten) {
  const tests::TemporaryFolder folder;
  SectionWriter writer(folder / "file"), at_once(folder / "at_once");
  for (SectionWriter* one : {&writer, &at_once}) {
    one->begin("first");
    one->append("12345");
  }
  writer.settle(std::array{"second", "a section that is never written, nor the next", "nor this one"});
  {
    const Sections early(folder / "file");
    EXPECT_EQ(early.bytes("first"), "12345");
    EXPECT_EQ(early.bytes("second"), "");
    for (SectionWriter* one : {&writer, &at_once}) {
      one->begin("second");
      one->append("6");
    }
    EXPECT_EQ(early.bytes("first"), "12345");
  }
  EXPECT_EQ(writer.finish(), at_once.finish());
  EXPECT_EQ(read_file(folder / "file"), read_file(folder / "at_once"));
}

}  // namespace
}  // namespace pramen::indexer
