#include "cli/report/sentences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pramen::report {
namespace {

std::vector<std::string> texts(std::string_view markdown) {
  std::vector<std::string> result;
  for (const Sentence& sentence : sentences_of(markdown)) result.push_back(sentence.text);
  return result;
}

using Texts = std::vector<std::string>;

TEST(Sentences, EndAtMarksBeforeACapital) {
  EXPECT_EQ(texts("Prvá veta. Druhá? Tretia! „Štvrtá.“ Piata…"),
            (Texts{"Prvá veta.", "Druhá?", "Tretia!", "„Štvrtá.“", "Piata…"}));
  EXPECT_EQ(texts("Първо. Второ."), (Texts{"Първо.", "Второ."}));
}

TEST(Sentences, DoNotEndAtAbbreviationsAndDays) {
  EXPECT_EQ(texts("Podnik A s. r. o. Žilina vznikol 3. Mai 2019. Potom rástol."),
            (Texts{"Podnik A s. r. o. Žilina vznikol 3. Mai 2019.", "Potom rástol."}));
  EXPECT_EQ(texts("Pozri napr. tu na www.example.org. Koniec"),
            (Texts{"Pozri napr. tu na www.example.org.", "Koniec"}));
}

TEST(Sentences, KnowTheirLinesAndLoseMarkup) {
  const auto sentences = sentences_of(
      "## Výzva\n\nPrvá *veta*\nna dvoch riadkoch. Druhá.\n\n- položka [odkaz](https://x.example/A)\n"
      "- iná\n\n> Citát.\n\n```\nKód. Nič.\n```\n");
  ASSERT_EQ(sentences.size(), 6U);
  EXPECT_FALSE(sentences[0].prose);
  EXPECT_EQ(sentences[1].text, "Prvá veta na dvoch riadkoch.");
  EXPECT_EQ(sentences[1].line, 2U);
  EXPECT_EQ(sentences[2].line, 3U);
  EXPECT_EQ(sentences[2].paragraph, sentences[1].paragraph);
  EXPECT_EQ(sentences[3].line, 5U);
  EXPECT_EQ(sentences[4].text, "iná");
  EXPECT_FALSE(sentences[5].prose);
}

}  // namespace
}  // namespace pramen::report
