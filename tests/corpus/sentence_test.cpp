#include "corpus/sentence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "corpus/input.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) { return read_whole(file, std::size_t{1} << 20).text; }

// What the source says: the literal, or several in a row, that follow `say(`.
std::set<std::string> patterns_in(const std::string& source) {
  static const std::regex call(R"re((?:^|[^A-Za-z_.])say\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re"),
      piece(R"re("((?:[^"\\]|\\.)*)")re");
  std::set<std::string> patterns;
  for (std::sregex_iterator found(source.begin(), source.end(), call), end; found != end; ++found) {
    std::string pattern;
    const std::string literals = (*found)[1];
    for (std::sregex_iterator one(literals.begin(), literals.end(), piece); one != end; ++one) {
      const std::string escaped = (*one)[1];
      for (std::size_t i = 0; i < escaped.size(); ++i) pattern += escaped[i] == '\\' ? escaped[++i] : escaped[i];
    }
    patterns.insert(pattern);
  }
  return patterns;
}

std::set<std::string> all_patterns() {
  std::set<std::string> patterns;
  for (const char* folder : {"corpus", "cli", "query", "indexer", "server"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PRAMEN_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      patterns.merge(patterns_in(text_of(entry.path())));
    }
  }
  return patterns;
}

std::map<std::string, std::string> translations(std::string_view lang) {
  const fs::path file = fs::path(PRAMEN_SOURCE_DIR) / "corpus" / "sentences" / (std::string(lang) + ".json");
  return nlohmann::json::parse(text_of(file)).get<std::map<std::string, std::string>>();
}

// How often each fact stands in a pattern: by its number, or its place.
std::multiset<std::size_t> facts_in(const std::string& pattern) {
  std::multiset<std::size_t> facts;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.compare(i, 2, "{{") == 0 || pattern.compare(i, 2, "}}") == 0) {
      ++i;
    } else if (pattern[i] == '{') {
      const std::string number = pattern.substr(i + 1, pattern.find('}', i) - i - 1);
      facts.insert(number.empty() ? next++ : std::stoul(number));
    }
  }
  return facts;
}

TEST(Sentence, IsSaidInTheLanguageThatIsAskedFor) {
  const Sentence sentence = say("{} must be {}, not {}", "year", say("a whole number"), say("text"));
  EXPECT_EQ(sentence.english(), "year must be a whole number, not text");
  EXPECT_EQ(sentence.in("en"), sentence.english());
  EXPECT_EQ(sentence.in("fr"), sentence.english());
  EXPECT_NE(sentence.in("sk"), sentence.english());
  EXPECT_NE(sentence.in("sk").find("year"), std::string::npos);
  EXPECT_EQ(sentence.in("sk").find("text, "), std::string::npos);
}

TEST(Sentence, KeepsTheFactsAsTheyAre) {
  Sentence sentence = say("there is no file {}", "/tmp/x/{}.pdf");
  EXPECT_EQ(sentence.english(), "there is no file /tmp/x/{}.pdf");
  sentence.replace_in_facts("/tmp/x/", "");
  EXPECT_EQ(sentence.english(), "there is no file {}.pdf");
  EXPECT_EQ(verbatim("{}").in("sk"), "{}");
}

TEST(Sentence, AllAreTranslatedWithTheirFacts) {
  const std::set<std::string> patterns = all_patterns();
  EXPECT_GT(patterns.size(), 400U);
  for (const std::string_view lang : sentence_languages()) {
    if (lang == "en") continue;
    SCOPED_TRACE(lang);
    const auto translated = translations(lang);
    for (const std::string& pattern : patterns) {
      const auto found = translated.find(pattern);
      if (found == translated.end()) {
        ADD_FAILURE() << "not translated: " << pattern;
        continue;
      }
      EXPECT_EQ(facts_in(found->second), facts_in(pattern)) << found->second;
      EXPECT_FALSE(found->second.empty()) << pattern;
    }
    for (const auto& [pattern, words] : translated) EXPECT_TRUE(patterns.contains(pattern)) << "not said: " << pattern;
  }
  EXPECT_EQ(sentence_languages().size(), 6U);
}

}  // namespace
}  // namespace pramen::corpus
