#include "stemmers/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "stemmers/folding.h"

namespace pramen::stemmers {
namespace {

const Languages& languages() {
  static const Languages instance;
  return instance;
}

std::vector<std::string> exact_forms(const std::string& lang, const std::string& text) {
  std::vector<std::string> forms;
  for (const Token& token : languages().find(lang)->analyse(text, Side::index)) forms.push_back(token.word->exact);
  return forms;
}

bool share_a_form(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& form) { return std::ranges::find(b, form) != b.end(); });
}

TEST(Language, BreaksTextIntoWordsWithTheirByteRanges) {
  const std::string text = "Sociálne podniky, Prešov.";
  const auto tokens = languages().find("sk")->analyse(text, Side::index);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(text.substr(tokens[0].begin, tokens[0].end - tokens[0].begin), "Sociálne");
  EXPECT_EQ(text.substr(tokens[2].begin, tokens[2].end - tokens[2].begin), "Prešov");
  EXPECT_EQ(tokens[2].position, 2U);
}

TEST(Language, TellsWordsTypedWithMarks) {
  const auto tokens = languages().find("sk")->analyse("sociálne socialne", Side::query);
  EXPECT_TRUE(tokens[0].word->marked);
  EXPECT_FALSE(tokens[1].word->marked);
  EXPECT_EQ(tokens[0].word->folded, tokens[1].word->folded);
}

TEST(Language, FindsBaseFormsOfInflectedWords) {
  EXPECT_EQ(languages().find("de")->lemmas("Unternehmen", false),
            languages().find("de")->lemmas("Unternehmens", false));
  EXPECT_EQ(languages().find("hu")->lemmas("innovációkat", false), languages().find("hu")->lemmas("innováció", false));
  EXPECT_EQ(languages().find("en")->lemmas("enterprises", false), languages().find("en")->lemmas("enterprise", false));
}

TEST(Language, KnowsStopWordsInEitherSpelling) {
  const auto tokens = languages().find("sk")->analyse("keď ked Prešov", Side::query);
  EXPECT_TRUE(tokens[0].word->stop);
  EXPECT_TRUE(tokens[1].word->stop);
  EXPECT_FALSE(tokens[2].word->stop);
}

TEST(Language, KeepsNumbersWhole) {
  EXPECT_EQ(exact_forms("sk", "v roku 2018 bolo 3,5 %"),
            (std::vector<std::string>{"v", "roku", "2018", "bolo", "3,5"}));
}

TEST(Language, LeavesOutWordsThatNoTermCanHold) {
  EXPECT_TRUE(exact_forms("en", std::string(max_word_bytes + 1, 'x')).empty());
  EXPECT_EQ(exact_forms("en", std::string(max_word_bytes, 'x')).size(), 1U);
}

TEST(Language, ScriptsThatGrowWhenDecomposedFitATermToo) {
  for (const std::string letter : {"각", "ঔ", "ﷺ", "ొ", "ﬃ"}) {
    std::string word;
    while (word.size() + letter.size() <= max_word_bytes) word += letter;
    for (const auto& language : languages().all()) {
      for (const Token& token : language->analyse(word, Side::index)) {
        for (const std::string& form : token.word->folded) EXPECT_LE(form.size(), max_word_bytes) << letter;
        for (const std::string& form : token.word->lemmas) EXPECT_LE(form.size(), max_word_bytes) << letter;
      }
    }
  }
}

TEST(Language, ALanguageWithoutAPackIsBrokenAndFolded) {
  const std::vector<std::string> codes = {"lv"};
  const Languages latvian(codes);
  const auto tokens = latvian.find("lv")->analyse("Sociālā inovācija", Side::index);
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].word->folded, std::vector<std::string>{"sociala"});
}

TEST(Language, UnknownCodesHaveNoLanguage) { EXPECT_EQ(languages().find("xx"), nullptr); }

// Properties on random text: letters of six languages, marks, punctuation, and
// bytes that are no UTF-8.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"a",      "á",    "ž",    "ő",  "ß", "и", "й", "Ю",  "1", ".",
                                                  ",",      " ",    "  ",   "-",  "'", "’", "„", "“",  "§", "\u00AD",
                                                  "\u0301", "\xC3", "\xFF", "\n", "İ", "ﬁ", "😀", "漢", "x"};
  std::string text;
  const auto length = std::uniform_int_distribution<int>(0, 60)(random);
  for (int i = 0; i < length; ++i)
    text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
  return text;
}

TEST(Language, HoldsItsPromisesOnRandomText) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    for (const auto& language : languages().all()) {
      std::uint32_t last = 0;
      for (const Token& token : language->analyse(text, Side::index)) {
        ASSERT_GE(token.begin, last);
        ASSERT_LT(token.begin, token.end);
        ASSERT_LE(token.end, text.size());
        // The range begins and ends at characters.
        ASSERT_NE(static_cast<unsigned char>(text[token.begin]) & 0xC0, 0x80) << text;
        ASSERT_FALSE(token.word->exact.empty());
        ASSERT_FALSE(token.word->lemmas.empty());
        ASSERT_FALSE(token.word->folded.empty());
        for (const std::string& form : token.word->folded) {
          ASSERT_FALSE(form.empty());
          ASSERT_LE(form.size(), 245U - 4U);
        }
        last = token.end;
      }
    }
  }
}

TEST(Language, IndexSideAndQuerySideAgree) {
  for (const auto& language : languages().all()) {
    const std::string text =
        "Sociálne podniky, Sozialwirtschaft, társadalmi vállalkozások, социални предприятия, enterprises";
    const auto index = language->analyse(text, Side::index);
    const auto query = language->analyse(text, Side::query);
    ASSERT_EQ(index.size(), query.size());
    for (std::size_t i = 0; i < index.size(); ++i) {
      EXPECT_TRUE(share_a_form(index[i].word->folded, query[i].word->folded)) << language->code();
    }
  }
}

// Whatever a word is, typed without its marks it meets itself in a document.
TEST(Language, AWordTypedWithoutMarksMeetsItself) {
  static const std::vector<std::string> letters = {"a", "á", "č", "e", "é", "ő", "ö", "ú", "ž", "n",
                                                   "ň", "s", "t", "k", "ľ", "й", "а", "о", "н"};
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<std::string> words = {"sociálne", "Maček",        "zamestnávateľmi", "munkahelyekről",
                                    "Büchern",  "společenství", "предприятията"};
  for (int i = 0; i < 2000; ++i) {
    std::string word;
    const auto length = std::uniform_int_distribution<int>(2, 9)(random);
    for (int k = 0; k < length; ++k)
      word += letters[std::uniform_int_distribution<std::size_t>(0, letters.size() - 1)(random)];
    words.push_back(std::move(word));
  }
  for (const auto& language : languages().all()) {
    for (const std::string& word : words) {
      const auto index = language->analyse(word, Side::index), query = language->analyse(fold_marks(word), Side::query);
      ASSERT_EQ(index.size(), query.size()) << word;
      for (std::size_t i = 0; i < index.size(); ++i) {
        ASSERT_TRUE(share_a_form(index[i].word->folded, query[i].word->folded)) << language->code() << " " << word;
      }
    }
  }
}

}  // namespace
}  // namespace pramen::stemmers
