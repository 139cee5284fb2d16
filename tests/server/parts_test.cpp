#include <gtest/gtest.h>

#include "server/entity_tag.h"
#include "server/log.h"
#include "server/target.h"

namespace pramen::server {
namespace {

TEST(Target, LosesNothingOfAQuery) {
  const auto target = std::get<Target>(parse_target("/a?v=a=b&&x&y=&=z&a+b=%2B+c%26"));
  EXPECT_EQ(target.parameters, (Fields{{"v", "a=b"}, {"x", ""}, {"y", ""}, {"", "z"}, {"a b", "+ c&"}}));
}

TEST(Target, TakesWellFormedUtf8Only) {
  for (const std::string_view good : {"%C4%8D", "%F0%9F%8C%8D", "%EF%BF%BF", "\xC4\x8D", "%F4%8F%BF%BF"})
    EXPECT_TRUE(percent_decode(good, true)) << good;
  for (const std::string_view bad : {"%", "%4", "%4g", "%00", "%80", "%C0%80", "%E0%80%80", "%ED%A0%80", "%F4%90%80%80",
                                     "%F8%88%80%80%80", "%C4", "\xC4", "%E2%82", "%C4%C4"})
    EXPECT_FALSE(percent_decode(bad, true)) << bad;
}

TEST(Target, WhatIsEncodedComesBack) {
  std::string all;
  for (int i = 1; i < 128; ++i) all += static_cast<char>(i);
  all += "č🌍";
  EXPECT_EQ(percent_decode(percent_encode(all), true), all);
  EXPECT_EQ(encode_query({{"a b", "&="}, {"c", ""}}), "a%20b=%26%3D&c=");
}

TEST(EntityTag, ComparesWeakly) {
  EXPECT_TRUE(matches("\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches("W/\"x\",W/\"a\"", "W/\"a\""));
  EXPECT_TRUE(matches(" * ", "W/\"a\""));
  EXPECT_FALSE(matches("\"ab\"", "W/\"a\""));
  EXPECT_FALSE(matches("\"a", "W/\"a\""));
  EXPECT_FALSE(matches("", "W/\"a\""));
}

TEST(EntityTag, PartsDoNotRunTogether) { EXPECT_NE(entity_tag({"ab", "c"}), entity_tag({"a", "bc"})); }

TEST(Log, NoValueEndsItsLine) {
  EXPECT_EQ(escaped("a\nb\r\t\x1b[31m\\"), "a\\x0ab\\x0d\\x09\\x1b[31m\\x5c");
  EXPECT_EQ(escaped("\xC2\x9B"
                    "31m"),
            "\\u009b31m");
  EXPECT_EQ(escaped("č"), "č");
  EXPECT_EQ(escaped(std::string(1000, 'a')).size(), 303U);
}

}  // namespace
}  // namespace pramen::server
