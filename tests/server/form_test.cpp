// What browsers send of a form, and what only looks like it.
#include "server/editor/form.h"

#include <gtest/gtest.h>

namespace pramen::server::editor {
namespace {

constexpr std::string_view multipart = "multipart/form-data; boundary=----x1";

std::string part(std::string_view head, std::string_view bytes) {
  return "------x1\r\n" + std::string(head) + "\r\n\r\n" + std::string(bytes) + "\r\n";
}
const std::string end = "------x1--\r\n";
constexpr std::string_view field = "Content-Disposition: form-data; name=\"a\"";

TEST(Form, ReadsPairs) {
  const auto form = read_form("application/x-www-form-urlencoded; charset=UTF-8", "a=1+2&b=%C5%A1&a=3&c");
  ASSERT_TRUE(form);
  EXPECT_EQ((*form)["a"], "1 2");
  EXPECT_EQ((*form)["b"], "š");
  EXPECT_EQ((*form)["c"], "");
  EXPECT_EQ((*form)["none"], "");
  EXPECT_EQ(form->all("a"), (std::vector<std::string>{"1 2", "3"}));
  EXPECT_FALSE(read_form("application/x-www-form-urlencoded", "a=%C5"));
  EXPECT_FALSE(read_form("application/x-www-form-urlencoded", "a=%0"));
  EXPECT_FALSE(read_form("text/plain", "a=1"));
  EXPECT_FALSE(read_form("", "a=1"));
}

TEST(Form, ReadsFilesByteForByte) {
  const std::string bytes("\0\r\n--x1\r\n------x\r\n", 18);
  const auto form = read_form(
      multipart,
      part(field, "č") +
          part("Content-Disposition: form-data; name=\"f\"; filename=\"a%22b.md\"\r\nContent-Type: x/y", bytes) +
          part("content-disposition: form-data; name=f; filename=\"\"", "") + end);
  ASSERT_TRUE(form);
  EXPECT_EQ((*form)["a"], "č");
  ASSERT_EQ(form->files.size(), 1U) << "no file was chosen in the other field";
  EXPECT_EQ(form->files[0].name, "a\"b.md");
  EXPECT_EQ(form->files[0].bytes, bytes);
}

TEST(Form, LeavesFoldersOut) {
  for (const std::string name : {"../../x.md", "C:\\corpus\\x.md", "/x.md"}) {
    const auto form =
        read_form(multipart, part("Content-Disposition: form-data; name=\"f\"; filename=\"" + name + "\"", "x") + end);
    ASSERT_TRUE(form) << name;
    EXPECT_EQ(form->files.at(0).name, "x.md");
  }
}

TEST(Form, WhatCouldBeReadInTwoWaysIsNone) {
  EXPECT_TRUE(read_form(multipart, part(field, "1") + end));
  EXPECT_FALSE(read_form(multipart, part(field, "1")));
  EXPECT_FALSE(read_form(multipart, part(field, "1") + end + "more"));
  EXPECT_FALSE(read_form(multipart, "preamble\r\n" + part(field, "1") + end));
  EXPECT_FALSE(read_form(multipart, part("Content-Disposition: attachment; name=\"a\"", "1") + end));
  EXPECT_FALSE(read_form(multipart, part("Content-Disposition: form-data", "1") + end));
  EXPECT_FALSE(read_form(multipart, part(std::string(field) + "; name=\"b\"", "1") + end));
  EXPECT_FALSE(read_form(multipart, part(std::string(field) + "\r\n" + std::string(field), "1") + end));
  EXPECT_FALSE(read_form(multipart, part(std::string(field) + "\r\nContent-Transfer-Encoding: base64", "MQ==") + end));
  EXPECT_FALSE(read_form(multipart, part(field, "\xFF") + end));
  EXPECT_FALSE(read_form("multipart/form-data", part(field, "1") + end));
  EXPECT_FALSE(read_form("multipart/form-data; boundary=\"\"", part(field, "1") + end));
  std::string many;
  for (std::size_t i = 0; i <= most_form_parts; ++i) many += part(field, "1");
  EXPECT_FALSE(read_form(multipart, many + end));
}

}  // namespace
}  // namespace pramen::server::editor
