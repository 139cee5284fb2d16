#include "query/question.h"

#include <gtest/gtest.h>

#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

std::string about(const std::string& words) {
  const auto question = read_question(words);
  return question ? question->about : "";
}

TEST(Question, IsReadInSixLanguages) {
  EXPECT_EQ(about("čo znamená sociálny podnik"), "sociálny podnik");
  EXPECT_EQ(about("Čo je to sociálny podnik?"), "sociálny podnik");
  EXPECT_EQ(about("co znamena socialny podnik"), "socialny podnik");
  EXPECT_EQ(about("Čo sa rozumie pod pojmom sociálna inovácia?"), "sociálna inovácia");
  EXPECT_EQ(about("co znamená sociální podnik"), "sociální podnik");
  EXPECT_EQ(about("co jsou sociální inovace"), "sociální inovace");
  EXPECT_EQ(about("Was bedeutet soziale Innovation?"), "soziale Innovation");
  EXPECT_EQ(about("was versteht man unter einem sozialen Unternehmen"), "sozialen Unternehmen");
  EXPECT_EQ(about("mit jelent a társadalmi innováció?"), "társadalmi innováció");
  EXPECT_EQ(about("társadalmi innováció mit jelent"), "társadalmi innováció");
  EXPECT_EQ(about("Mi az a társadalmi innováció?"), "társadalmi innováció");
  EXPECT_EQ(about("какво означава социална иновация"), "социална иновация");
  EXPECT_EQ(about("Що е то социално предприятие?"), "социално предприятие");
  EXPECT_EQ(about("what does social enterprise mean?"), "social enterprise");
  EXPECT_EQ(about("What is a social enterprise ?"), "social enterprise");
}

TEST(Question, IsNoneWhereNothingOrSomethingElseIsAsked) {
  for (const char* words :
       {"", "čo je", "what is the", "what does", "was bedeutet?", "sociálny podnik", "mi", "what does housing first do",
        "\"what is social innovation\"", "definícia sociálneho podniku", "prečo je sociálny podnik"})
    EXPECT_EQ(about(words), "") << words;
}

TEST(Question, KeepsThePlacesOfItsWords) {
  const std::string words = "čo znamená „sociálny podnik“?";
  const auto question = read_question(words);
  ASSERT_TRUE(question);
  EXPECT_EQ(question->searched, "           „sociálny podnik“ ");
  const Answer answer = bundled()->search({.words = words, .lang = "sk"});
  ASSERT_EQ(answer.words.size(), 1U);
  EXPECT_EQ(answer.words[0].places[0].position, 12U);
  EXPECT_EQ(answer.request.words, words);
}

TEST(Question, LeavesStopWordsToTheRank) {
  EXPECT_EQ(read_question("what is social innovation?")->searched, "what is social innovation?");
  EXPECT_EQ(read_question("what is the meaning of social innovation?")->searched,
            "                       social innovation ");
}

TEST(Question, FindsWhatItsSubjectFinds) {
  struct Case {
    const char *question, *subject, *lang;
  };
  for (const Case& one : {Case{"čo znamená sociálny podnik", "sociálny podnik", "sk"},
                          {"co znamená sociální podnik?", "sociální podnik", "cs"},
                          {"was bedeutet soziale Innovation", "soziale Innovation", "de"},
                          {"mit jelent a társadalmi innováció", "társadalmi innováció", "hu"},
                          {"какво означава социална иновация", "социална иновация", "bg"},
                          {"what does social innovation mean", "social innovation", "en"},
                          {"čo je to sociálny podnik?", "sociálny podnik", "sk"},
                          {"co je sociální podnik", "sociální podnik", "cs"},
                          {"was ist eine soziale Innovation", "soziale Innovation", "de"},
                          {"mi az a társadalmi innováció?", "társadalmi innováció", "hu"},
                          {"какво е социална иновация", "социална иновация", "bg"},
                          {"what is social innovation?", "social innovation", "en"}}) {
    const Answer asked = bundled()->search({.words = one.question, .lang = one.lang});
    const Answer direct = bundled()->search({.words = one.subject, .lang = one.lang});
    EXPECT_GT(asked.total, 0U) << one.question;
    EXPECT_EQ(asked.total, direct.total) << one.question;
    EXPECT_EQ(asked.understood, one.subject);
    EXPECT_EQ(direct.understood, "");
    EXPECT_TRUE(asked.card) << one.question;
  }
}

TEST(Question, OffersAnotherSpellingOfItsSubject) {
  const Answer answer = bundled()->search({.words = "what does emplyoment mean?", .lang = "en"});
  ASSERT_TRUE(answer.did_you_mean);
  EXPECT_EQ(answer.did_you_mean->text, "employment");
}

}  // namespace
}  // namespace pramen::query
