#include "stemmers/tokeniser.h"

#include <gtest/gtest.h>

#include <random>

#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

const Languages& languages() {
  static const Languages instance;
  return instance;
}

// Exact forms, with parts behind: "covid-19(covid,19)".
std::string words(const std::string& text, const std::string& lang = "sk") {
  std::string out;
  for (const Token& token : languages().find(lang)->analyse(text, Side::index)) {
    out += (out.empty() ? "" : " ") + token.word->exact;
    for (std::size_t i = 0; i < token.word->parts.size(); ++i) {
      out += (i == 0 ? "(" : ",") + token.word->parts[i].exact;
    }
    if (!token.word->parts.empty()) out += ")";
  }
  return out;
}

TEST(Tokeniser, KeepsMailAddressesWhole) {
  EXPECT_EQ(words("Píšte na info@socialne.gov.sk."), "píšte na info@socialne.gov.sk(info,socialne,gov,sk)");
  EXPECT_EQ(words("(jana.novak-mala+si@example.org)"),
            "jana.novak-mala+si@example.org(jana,novak,mala,si,example,org)");
}

TEST(Tokeniser, KeepsWebAddressesWholeAndShort) {
  EXPECT_EQ(words("pozri https://www.example.sk/, ďalej"), "pozri example.sk(example,sk) ďalej");
  EXPECT_EQ(words("www.esf.gov.sk/vyzvy?id=5"), "esf.gov.sk/vyzvy?id=5(esf,gov,sk,vyzvy,id,5)");
  EXPECT_EQ(words("portál slovensko.sk funguje"), "portál slovensko.sk(slovensko,sk) funguje");
}

TEST(Tokeniser, AForgottenSpaceIsNoAddress) { EXPECT_EQ(words("koniec.Nová veta", "sk"), "koniec nová veta"); }

TEST(Tokeniser, KnowsPlusAndHash) {
  EXPECT_EQ(words("C++ a C#"), "c++ a c#");
  EXPECT_EQ(words("program ESF+, výzva"), "program esf+(esf) výzva");
  EXPECT_EQ(words("A+B"), "a b");
}

TEST(Tokeniser, ReadsSectionsWithAnySpace) {
  EXPECT_EQ(words("podľa § 5 ods. 2"), "podľa §5(5) ods 2");
  EXPECT_EQ(words("§\u00A05a a §112"), "§5a(5a) a §112(112)");
}

TEST(Tokeniser, JoinsTheGroupsOfANumber) {
  EXPECT_EQ(words("20 000 eur"), "20000 eur");
  EXPECT_EQ(words("20\u00A0000 a 1\u202F234\u202F567"), "20000 a 1234567");
  EXPECT_EQ(words("v roku 2018 500 ľudí"), "v roku 2018 500 ľudí");
  EXPECT_EQ(words("20.000 Euro", "de"), "20000 euro");
  EXPECT_EQ(words("20,000 people", "en"), "20000 people");
  EXPECT_EQ(words("3,5 % a 1.5"), "3,5 a 1.5");
}

TEST(Tokeniser, KeepsFileNumbersWhole) {
  EXPECT_EQ(words("zákon č. 112/2018 Z. z."), "zákon č 112/2018(112,2018) z z");
}

TEST(Tokeniser, KeepsNumberedNamesWhole) {
  EXPECT_EQ(words("COVID-19 a EÚ-27"), "covid-19(covid,19) a eú-27(eú,27)");
  EXPECT_EQ(words("2014-2020"), "2014 2020");
}

TEST(Tokeniser, SplitsAbbreviationsButNotInitials) {
  EXPECT_EQ(words("200 млн.лв", "bg"), "200 млн лв");
  EXPECT_EQ(words("Nadácia, s.r.o. a spol."), "nadácia sro a spol");
}

TEST(Tokeniser, ReadsApostrophesAndQuotesOfEveryKind) {
  EXPECT_EQ(words("o'clock o’clock", "en"), "o'clock o'clock");
  EXPECT_EQ(words("‘quoted’ “quoted” „slovo“ »slovo« ‚slovo‘ 'slovo'", "en"), "quoted quoted slovo slovo slovo slovo");
}

TEST(Tokeniser, SoftHyphensAndNoBreakSpacesDoNoHarm) {
  EXPECT_EQ(words("inová\u00ADcia sociálny\u00A0podnik"), "inovácia sociálny podnik");
}

TEST(Tokeniser, ReadsElectronicMailAsOneWord) {
  const auto tokens = languages().find("sk")->analyse("e-mailom", Side::index);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].word->lemmas, std::vector<std::string>{"e-mail"});
}

TEST(Tokeniser, DoubleAdjectivesMeetTheirParts) {
  const Language& slovak = *languages().find("sk");
  const auto tokens = slovak.analyse("sociálno-ekonomický", Side::index);
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].word->lemmas.front(), slovak.lemmas("sociálneho", false).front());
  EXPECT_EQ(tokens[1].word->lemmas, slovak.lemmas("ekonomického", false));
}

TEST(Tokeniser, SwissAndAustrianSpellingsMeet) {
  const Language& german = *languages().find("de");
  EXPECT_EQ(german.lemmas("Straße", false), german.lemmas("Strasse", false));
  EXPECT_EQ(german.lemmas("Maßnahmen", false), german.lemmas("Massnahme", false));
}

// Plain words and spaces: the scanner breaks as ICU does.
TEST(Tokeniser, BreaksPlainTextAsIcuDoes) {
  static const std::vector<std::string> pieces = {"a",  "á",  "ž", "ő", "ß", "и", "й", "Ю", "x", "1", "7", " ",
                                                  "  ", "\n", "!", "?", "(", ")", "„", "“", "…", "–", "€", ";"};
  const std::unique_ptr<icu::BreakIterator> breaks([] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::BreakIterator::createWordInstance(icu::Locale("sk"), status);
  }());
  const Tokeniser tokeniser("sk", '\0');
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      const std::string& piece = pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
      // Groups of digits and digits joined by ; are repairs.
      const bool digit = !text.empty() && text.back() >= '0' && text.back() <= '9';
      if (digit && (piece == " " || piece == ";")) continue;
      text += piece;
    }
    std::vector<Span> spans;
    tokeniser.split(text, spans);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<int64_t>(text.size()), &status);
    breaks->setText(&view, status);
    for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
      if (breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) expected.emplace_back(from, to);
    }
    utext_close(&view);
    ASSERT_EQ(spans.size(), expected.size()) << text;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      ASSERT_EQ(spans[i].begin, expected[i].first) << text;
      ASSERT_EQ(spans[i].end, expected[i].second) << text;
    }
  }
}

}  // namespace
}  // namespace pramen::stemmers
