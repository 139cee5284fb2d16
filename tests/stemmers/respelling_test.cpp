#include "stemmers/respelling.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

using Words = std::vector<std::string>;

struct Known {
  explicit Known(const std::string& code) : pack(load_pack(packs_folder() / code)) {}

  const Pack pack;
  const Lemmatiser lemmatiser{pack};
  const Compounds compounds{pack, lemmatiser};
};

const Known& known(const std::string& code) {
  static std::map<std::string, Known> loaded;
  return loaded.try_emplace(code, code).first->second;
}

Words meant(const std::string& code, const std::string& word) {
  const Known& language = known(code);
  Words read;
  for (const Letters& one :
       respellings(language.pack, language.lemmatiser, encode(fold_case(word)), language.compounds)) {
    read.push_back(decode(one));
  }
  return read;
}

std::string likeliest(const std::string& code, const std::string& word) {
  const Words read = meant(code, word);
  return read.empty() ? "" : read.front();
}

std::string in_one_script(const std::string& code, const std::string& word) {
  const Known& language = known(code);
  const auto clean = unmixed(language.pack, language.lemmatiser, encode(fold_case(word)));
  return clean ? decode(*clean) : "";
}

TEST(Respelling, ReadsTheLawsRomanisationOfBulgarian) {
  EXPECT_EQ(likeliest("bg", "zaetost"), "заетост");
  EXPECT_EQ(likeliest("bg", "obshtina"), "община");
  EXPECT_EQ(likeliest("bg", "pensia"), "пенсия");
  EXPECT_EQ(likeliest("bg", "prezidentat"), "президентът");
  EXPECT_EQ(likeliest("bg", "Chovek"), "човек");
}

TEST(Respelling, ReadsInformalRomanisationsOfBulgarian) {
  EXPECT_EQ(likeliest("bg", "4ovek"), "човек");
  EXPECT_EQ(likeliest("bg", "ob6tina"), "община");
  EXPECT_EQ(likeliest("bg", "sociqlno"), "социално");
  EXPECT_EQ(likeliest("bg", "jivot"), "живот");
  EXPECT_EQ(likeliest("bg", "syvet"), "съвет");
  EXPECT_EQ(likeliest("bg", "ministur"), "министър");
  EXPECT_EQ(likeliest("bg", "bezrabotica"), "безработица");
  EXPECT_EQ(likeliest("bg", "čovek"), "човек");
}

TEST(Respelling, ReadsKnownFormsBehindAPrefix) { EXPECT_EQ(likeliest("bg", "naygolyam"), "найголям"); }

TEST(Respelling, ReadsUnknownBulgarianWordsByTheTable) {
  EXPECT_EQ(likeliest("bg", "brumbeshtanka"), "брумбещанка");
  EXPECT_EQ(likeliest("bg", "brumbulyorat"), "брумбульорът");
}

TEST(Respelling, LeavesBulgarianWordsNumbersAndNamesOfThingsAlone) {
  for (const char* word : {"човек", "брумбещанка", "2018", "covid19", "h2020", "iso9001", "č2", "-", "'"}) {
    EXPECT_EQ(meant("bg", word), Words()) << word;
  }
}

TEST(Respelling, OffersAMoreUsedWordForALatinOneThatTextsHave) {
  EXPECT_EQ(likeliest("bg", "na"), "на");
  EXPECT_EQ(meant("bg", "project"), Words());
}

TEST(Respelling, OffersFewReadings) {
  for (const char* word : {"a", "cc", "kaca", "qqqqqqqq", "ssttssttssttssttsstt", "sasasasasasasasasasasasasasasa"}) {
    EXPECT_LE(meant("bg", word).size(), 4U) << word;
  }
}

TEST(Respelling, SwapsKeysOnlyWhereThatMakesAKnownWord) {
  EXPECT_EQ(meant("sk", "fzyika"), Words{"fyzika"});
  EXPECT_EQ(meant("sk", "yamestnanost"), Words{"zamestnanost"});  // without its ť
  EXPECT_EQ(meant("hu", "nzelv"), Words{"nyelv"});
  EXPECT_EQ(meant("de", "kzrillisch"), Words{"kyrillisch"});
  EXPECT_EQ(meant("sk", "brzyda"), Words());
}

TEST(Respelling, LeavesKnownWordsAlone) {
  for (const char* word : {"jazyk", "jazyky", "zamestnanosť", "zamestnanost", "skoly", "zmysel", "byť"}) {
    EXPECT_EQ(meant("sk", word), Words()) << word;
  }
  for (const char* word : {"neue", "Quelle", "Steuer", "Poesie", "Israel", "aktuell", "Typ", "bauen", "fur"}) {
    EXPECT_EQ(meant("de", word), Words()) << word;
  }
  for (const char* word : {"enjoy", "size", "Europe"}) EXPECT_EQ(meant("en", word), Words()) << word;
}

TEST(Respelling, ReadsTwoLettersAsAnUmlaut) {
  EXPECT_EQ(meant("de", "Foerderung"), Words{"förderung"});
  EXPECT_EQ(likeliest("de", "Baeume"), "bäume");
  EXPECT_EQ(likeliest("de", "geuebt"), "geübt");
  EXPECT_EQ(likeliest("de", "uebermaessig"), "übermässig");
}

TEST(Respelling, ReadsUmlautsOfUnknownCompounds) {
  EXPECT_EQ(meant("de", "Buergerbeteiligung"), Words{"bürgerbeteiligung"});
  EXPECT_EQ(meant("de", "Xuequeuemoexe"), Words{"xüqueuemöxe"});  // not behind a vowel or q
}

TEST(Unmixed, BringsAWordIntoTheScriptItCanBeIn) {
  for (const char* code : {"sk", "bg"}) {
    EXPECT_EQ(in_one_script(code, "sociаlne"), "socialne");
    EXPECT_EQ(in_one_script(code, "Мinisterstvo"), "ministerstvo");
    EXPECT_EQ(in_one_script(code, "социaлни"), "социални");
    EXPECT_EQ(in_one_script(code, "стaница"), "станица");
    EXPECT_EQ(in_one_script(code, "ЕU"), "eu");
    EXPECT_EQ(in_one_script(code, "IТ"), "it");
  }
  EXPECT_EQ(in_one_script("sk", "sociálnа"), "sociálna");
}

TEST(Unmixed, TakesTheKnownWordElseTheScriptOfMostLetters) {
  EXPECT_EQ(in_one_script("sk", "рeс"), "pec");
  EXPECT_EQ(in_one_script("bg", "мope"), "море");
  EXPECT_EQ(in_one_script("sk", "хxo"), "xxo");
  EXPECT_EQ(in_one_script("en", "хоxтк"), "хохтк");
}

TEST(Unmixed, LeavesOtherWordsAlone) {
  for (const char* word : {"mama", "мама", "CO2", "2018", "webсайт", ""})
    EXPECT_EQ(in_one_script("bg", word), "") << word;
}

// How well forms that share a base form meet, one of them as a query (pairs).
double meeting(const std::map<std::string, Words>& gold, const std::map<std::string, Words>& documents,
               const std::map<std::string, Words>& queries) {
  const auto by_lemma = [](const std::map<std::string, Words>& lemmas) {
    std::map<std::string, std::set<std::string>> forms;
    for (const auto& [form, list] : lemmas) {
      for (const std::string& lemma : list) forms[lemma].insert(form);
    }
    return forms;
  };
  const auto gold_forms = by_lemma(gold), document_forms = by_lemma(documents);
  const auto met = [](const auto& forms, const Words& lemmas, const std::string& but) {
    std::set<std::string> all;
    for (const std::string& lemma : lemmas) {
      if (const auto found = forms.find(lemma); found != forms.end())
        all.insert(found->second.begin(), found->second.end());
    }
    all.erase(but);
    return all;
  };
  double right = 0, sum = 0;
  for (const auto& [form, lemmas] : gold) {
    const auto wanted = met(gold_forms, lemmas, form), found = met(document_forms, queries.at(form), form);
    for (const std::string& other : found) right += wanted.contains(other) ? 1 : 0;
    sum += static_cast<double>(wanted.size() + found.size());
  }
  return 2 * right / sum;
}

std::string romanised(const std::string& word) {
  static const std::map<std::string, std::string> law = {
      {"а", "a"},  {"б", "b"},   {"в", "v"}, {"г", "g"}, {"д", "d"},  {"е", "e"},  {"ж", "zh"}, {"з", "z"},
      {"и", "i"},  {"й", "y"},   {"к", "k"}, {"л", "l"}, {"м", "m"},  {"н", "n"},  {"о", "o"},  {"п", "p"},
      {"р", "r"},  {"с", "s"},   {"т", "t"}, {"у", "u"}, {"ф", "f"},  {"х", "h"},  {"ц", "ts"}, {"ч", "ch"},
      {"ш", "sh"}, {"щ", "sht"}, {"ъ", "a"}, {"ь", "y"}, {"ю", "yu"}, {"я", "ya"}, {"ѝ", "i"}};
  const bool ends = word.ends_with("ия");
  std::string made;
  for (std::size_t at = 0; at + (ends ? 4 : 0) < word.size(); at += 2) {
    const auto found = law.find(word.substr(at, 2));
    if (found == law.end()) return "";
    made += found->second;
  }
  return made + (ends ? "ia" : "");
}

TEST(Respelling, RomanisedBulgarianMeetsNearlyAsWellAsCyrillic) {
  const char* data = std::getenv("PRAMEN_EVAL_DATA");
  if (data == nullptr) GTEST_SKIP() << "PRAMEN_EVAL_DATA is not set";
  std::ifstream file(std::string(data) + "/morph/bg.dev.tsv");
  if (!file) GTEST_SKIP() << "no morph/bg.dev.tsv";
  const Known& bulgarian = known("bg");
  std::map<std::string, Words> gold, documents, queries;
  const auto add_lemmas = [&](Words& list, const Letters& word) {
    for (const Letters& lemma : bulgarian.lemmatiser.lemmas(word).lemmas) list.push_back(decode(lemma));
  };
  for (std::string line; std::getline(file, line);) {  // form, lemma, part of speech, count, 1 for a content word
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    const std::string form = line.substr(0, first);
    if (!line.ends_with("\t1") || romanised(form).empty()) continue;
    gold[form].push_back(line.substr(first + 1, second - first - 1));
  }
  const auto start = std::chrono::steady_clock::now();
  for (const auto& [form, lemmas] : gold) {
    const Letters latin = encode(romanised(form));
    auto read = respellings(bulgarian.pack, bulgarian.lemmatiser, latin, bulgarian.compounds);
    if (read.empty()) read.push_back(latin);
    for (const Letters& word : read) add_lemmas(queries[form], word);
  }
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  for (const auto& [form, lemmas] : gold) add_lemmas(documents[form], encode(form));
  RecordProperty("us_per_word", static_cast<int>(std::lround(took.count() / static_cast<double>(gold.size()))));
  EXPECT_GE(meeting(gold, documents, queries), meeting(gold, documents, documents) - 0.01);
}

}  // namespace
}  // namespace pramen::stemmers
