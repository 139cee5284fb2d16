#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "indexer/forms.h"
#include "indexer/names.h"
#include "query/database.h"
#include "stemmers/language.h"
#include "stemmers/name_words.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using stemmers::NameWord;
using tests::record_line;
using tests::TemporaryFolder;

std::string named_line(const std::string& id, const std::string& kind, const std::string& texts,
                       const std::string& extra = "") {
  return R"({"id": ")" + id + R"(", "kind": ")" + kind + R"(", "original": "sk", )" + extra + R"("texts": {)" + texts +
         "}}\n";
}

class World {
 public:
  explicit World(const std::vector<std::string>& lines) {
    tests::build_lines(folder_, lines);
    database_ = Database::open(folder_ / "db");
  }
  Suggestions suggest(const std::string& text, const std::string& lang = "sk") const {
    return database_->suggest({text, lang});
  }
  // Ids of all groups of records in the order of the answer.
  std::vector<std::string> ids(const std::string& text, const std::string& lang = "sk") const {
    std::vector<std::string> found;
    for (const SuggestGroup& group : suggest(text, lang).groups) {
      for (const Suggestion& one : group.suggestions) {
        if (!one.id.empty()) found.push_back(one.id);
      }
    }
    return found;
  }
  std::vector<std::string> words(const std::string& text, const std::string& lang = "sk") const {
    std::vector<std::string> found;
    for (const Suggestion& one : suggest(text, lang).groups.back().suggestions) found.push_back(one.title);
    return found;
  }

 private:
  TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
};

using Ids = std::vector<std::string>;

TEST(Suggest, FindsWithAndWithoutMarksFromTheFirstLetter) {
  const World world({record_line("a", "sk", "Sociálna inovácia"), record_line("b", "hu", "Önkéntes őszi nap"),
                     record_line("c", "de", "Große Straße"), record_line("d", "bg", "Социална иновация")});
  for (const char* typed : {"s", "soc", "socialna", "sociálna", "SOCIÁLNA INOVÁCIA", "So\u00ADci", "  sociálna   ino  ",
                            "inov soc", "inovacia, socialna!"})
    EXPECT_EQ(world.ids(typed)[0], "a") << typed;
  EXPECT_EQ(world.ids("osz"), Ids{"b"});
  EXPECT_EQ(world.ids("ösz"), Ids{"b"});
  EXPECT_EQ(world.ids("strass"), Ids{"c"});
  EXPECT_EQ(world.ids("GROß"), Ids{"c"});
  EXPECT_EQ(world.ids("иновация соц"), Ids{"d"});
  EXPECT_EQ(world.ids("soc xyz"), Ids{});
}

TEST(Suggest, OrdersByBeginningThenWholeWordsThenLength) {
  const World world({record_line("later", "sk", "Malá dielňa"), record_line("long", "sk", "Dielňa pre všetkých"),
                     record_line("partial", "sk", "Dielňami"), record_line("short", "sk", "Dielňa pri"),
                     record_line("twin", "sk", "Dielňa pri")});
  EXPECT_EQ(world.ids("dielna"), (Ids{"short", "twin", "long", "partial", "later"}));
  EXPECT_EQ(world.ids("diel"), (Ids{"partial", "short", "twin", "long", "later"}));
}

TEST(Suggest, WordsInTheirOrderComeFirst) {
  const World world({record_line("a", "sk", "Inovácia sociálna"), record_line("b", "sk", "Sociálna inovácia")});
  EXPECT_EQ(world.ids("soc ino"), (Ids{"b", "a"}));
  EXPECT_EQ(world.ids("ino soc"), (Ids{"a", "b"}));
}

TEST(Suggest, OneWordMayBeBegunTwice) {
  const World world({record_line("a", "sk", "Inovácia"), record_line("b", "sk", "Inovácia sociálna")});
  EXPECT_EQ(world.ids("inov ino"), (Ids{"a", "b"}));
  EXPECT_EQ(world.ids("inov soc"), Ids{"b"});
}

TEST(Suggest, TypedMarksComeFirst) {
  const World world(
      {record_line("a", "sk", "Rad"), record_line("b", "sk", "Rád mníchov"), record_line("c", "cs", "Řád")});
  EXPECT_EQ(world.ids("rá")[0], "b");
  EXPECT_EQ(world.ids("řá")[0], "c");
  EXPECT_EQ(world.ids("ra")[0], "a");
  EXPECT_EQ(world.ids("rá").size(), 3U);
}

TEST(Suggest, ReadersLanguageComesFirstAndARecordOnce) {
  const World world(
      {named_line("a", "case_study", R"("sk": {"title": "Projekt domov"}, "en": {"title": "Project home"})"),
       record_line("b", "en", "Pro"), record_line("c", "cs", "Projekt")});
  EXPECT_EQ(world.ids("pro", "sk"), (Ids{"a", "c", "b"}));
  EXPECT_EQ(world.ids("pro", "en"), (Ids{"b", "a", "c"}));
  const Suggestions english = world.suggest("pro", "en");
  EXPECT_EQ(english.groups[1].total, 3U);
  EXPECT_EQ(english.groups[1].suggestions[1].title, "Project home");
  // Found only in Slovak: so it is shown.
  EXPECT_EQ(world.suggest("domov", "en").groups[1].suggestions[0].title, "Projekt domov");
  EXPECT_EQ(world.suggest("domov", "en").groups[1].suggestions[0].lang, "sk");
}

TEST(Suggest, FindsOtherNamesAndTerms) {
  const World world(
      {named_line("a", "organisation", R"("sk": {"title": "Centrum", "alternative": ["NKCSI <x>"]})"),
       named_line("b", "definition", R"("sk": {"title": "Podľa zákona"})", R"("term": "sociálny podnik", )")});
  const Suggestions found = world.suggest("nkc");
  ASSERT_EQ(found.groups[2].total, 1U);
  EXPECT_EQ(found.groups[2].kind, "organisation");
  EXPECT_EQ(found.groups[2].suggestions[0].title, "Centrum");
  EXPECT_EQ(found.groups[2].suggestions[0].highlight, "Centrum");
  EXPECT_EQ(found.groups[2].suggestions[0].other_name, "<mark>NKC</mark>SI &lt;x&gt;");
  EXPECT_EQ(world.suggest("podnik soc").groups[0].suggestions[0].id, "b");
  EXPECT_EQ(world.suggest("podnik soc").groups[0].label, "definície");
}

TEST(Suggest, OffersWordsOfTheRecordsByHowManyHoldThem) {
  const World world({record_line("a", "sk", "Prvý", "podniky a podnik"), record_line("b", "sk", "Druhý", "podniky"),
                     record_line("c", "cs", "Třetí", "podniky podniků podnikům"),
                     record_line("d", "sk", "Štvrtý", "pod stolom podniky podnikateľ podnikatelia")});
  EXPECT_EQ(world.words("podn"), (Ids{"podniky", "podnikatelia"})) << "each in its commonest form";
  EXPECT_EQ(world.words("podniko"), (Ids{})) << "but only in forms that begin so";
  EXPECT_EQ(world.words("podnikum"), (Ids{"podnikům"}));
  const SuggestGroup words = world.suggest("podn").groups.back();
  EXPECT_EQ(words.kind, "queries");
  EXPECT_EQ(words.total, 2U) << "podniky of two languages is one word";
  EXPECT_EQ(words.suggestions[0].count, 3U);
  EXPECT_EQ(words.suggestions[0].lang, "sk");
  EXPECT_EQ(words.suggestions[0].highlight, "<mark>podn</mark>iky");
  EXPECT_EQ(world.words("pod"), (Ids{"podniky", "podnikatelia"})) << "pod is a stop word";
}

TEST(Suggest, BulgarianMayBeTypedInLatinLetters) {
  const World world({record_line("a", "bg", "Социална иновация", "жена"), record_line("b", "en", "Social work")});
  for (const char* typed : {"sotsial", "social", "inov soc", "socialna inovac"})
    EXPECT_EQ(world.ids(typed, "bg")[0], "a") << typed;
  EXPECT_EQ(world.ids("soci", "bg"), (Ids{"a", "b"}));
  EXPECT_EQ(world.ids("soci", ""), (Ids{"b", "a"})) << "what is written so comes first";
  EXPECT_EQ(world.suggest("sot inov", "bg").groups[1].suggestions[0].highlight,
            "<mark>Соц</mark>иална <mark>инов</mark>ация");
  EXPECT_EQ(world.words("zhe", "bg"), Ids{"жена"});
  EXPECT_EQ(world.words("жен", "bg"), Ids{"жена"});
}

TEST(Suggest, WithdrawnRecordsAreNotFound) {
  const TemporaryFolder folder;
  tests::build_lines(
      folder,
      {record_line("a", "sk", "Domov prvý", "", R"("related": ["nowhere"])"), record_line("b", "sk", "Domov druhý")},
      {.skip_invalid = true});
  const Suggestions found = Database::open(folder / "db")->suggest({"dom", "sk"});
  EXPECT_EQ(found.groups[1].total, 1U);
  EXPECT_EQ(found.groups[1].suggestions[0].title, "Domov druhý");
}

TEST(Suggest, AnEmptyDatabaseHasNothingToSuggest) {
  const World world({});
  for (const SuggestGroup& group : world.suggest("a").groups) EXPECT_EQ(group.total, 0U);
}

TEST(Suggest, NothingTypedFindsNothing) {
  const World world({record_line("a", "sk", "Domov")});
  for (const char* typed : {"", "   ", "\t\n", "\x01\x7f", "-!?", "\u00AD", "\xff\xfe"}) {
    const Suggestions found = world.suggest(typed);
    EXPECT_EQ(found.groups.size(), 4U);
    for (const SuggestGroup& group : found.groups) EXPECT_EQ(group.total + group.suggestions.size(), 0U);
  }
}

TEST(Suggest, ReadsAHundredCharacters) {
  const World world({record_line("a", "sk", "Žena")});
  const std::string long_text = "žena" + std::string(96, ' ') + "x";
  EXPECT_EQ(world.ids(long_text), Ids{"a"});
  EXPECT_TRUE(world.suggest(long_text).cut);
  EXPECT_FALSE(world.suggest(long_text.substr(0, long_text.size() - 1)).cut);
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "ž ";
  EXPECT_EQ(world.ids(many), Ids{"a"});
}

// --- over the bundled corpus ----------------------------------------------------

struct Corpus {
  Corpus() {
    indexer::build({.corpus = tests::bundled_corpus(), .database = folder / "db"}, [](corpus::Problem&&) {});
    database = Database::open(folder / "db");
    for (std::size_t offset = 0; offset < database->record_count(); offset += max_limit) {
      for (const Hit& hit : database->search({.limit = max_limit, .offset = offset, .passages = false}).hits)
        records.push_back(*database->record(hit.id));
    }
  }
  TemporaryFolder folder;
  std::shared_ptr<const Database> database;
  std::vector<corpus::Record> records;
};

const Corpus& bundled() {
  static const Corpus all;
  return all;
}

// With what words of Cyrillic script may be typed as.
std::vector<NameWord> all_words(std::string_view lang, std::string_view text) {
  static const stemmers::Languages languages(bundled().database->schema().languages());
  std::vector<NameWord> words = stemmers::name_words(text);
  for (std::size_t i = words.size(); i-- > 0;) {
    for (const std::string& latin : languages.find(lang)->romanised(words[i].exact))
      words.push_back({0, 0, latin, latin});
  }
  return words;
}

// Every name of the corpus with the kind and place of its record.
struct NameOfRecord {
  std::string kind;
  std::size_t record = 0;
  std::string text;
  std::vector<NameWord> words;
};

const std::vector<NameOfRecord>& names() {
  static const std::vector<NameOfRecord> all = [] {
    std::vector<NameOfRecord> made;
    const auto add = [&](std::size_t i, std::string_view lang, const std::string& text) {
      made.push_back({bundled().records[i].kind, i, text, all_words(lang, text)});
    };
    for (std::size_t i = 0; i < bundled().records.size(); ++i) {
      const corpus::Record& record = bundled().records[i];
      for (const auto& [lang, text] : record.texts) {
        add(i, lang, text.title);
        for (const std::string& name : text.alternative) add(i, lang, name);
      }
      if (const corpus::Value* term = record.fact("term")) add(i, record.original, std::get<std::string>(*term));
    }
    return made;
  }();
  return all;
}

bool fits(const std::vector<NameWord>& words, const std::vector<NameWord>& typed) {
  return std::ranges::all_of(typed, [&](const NameWord& one) {
    return std::ranges::any_of(words, [&](const NameWord& word) { return word.folded.starts_with(one.folded); });
  });
}

std::map<std::string, std::uint64_t> totals_by_scan(const std::string& typed) {
  const std::vector<NameWord> words = stemmers::name_words(typed);
  std::map<std::string, std::set<std::size_t>> found;
  for (const NameOfRecord& name : names()) {
    if (!words.empty() && fits(name.words, words)) found[name.kind].insert(name.record);
  }
  std::map<std::string, std::uint64_t> totals;
  for (const auto& [kind, records] : found) totals[kind] = records.size();
  return totals;
}

void expect_totals(const Suggestions& suggestions, const std::string& typed) {
  const auto totals = totals_by_scan(typed);
  for (const SuggestGroup& group : suggestions.groups) {
    if (group.kind == words_group) continue;
    const auto total = totals.contains(group.kind) ? totals.at(group.kind) : 0;
    EXPECT_EQ(group.total, total) << typed << " " << group.kind;
    EXPECT_EQ(group.suggestions.size(), std::min<std::uint64_t>(total, indexer::most_suggested)) << typed;
  }
}

// Every beginning of every word of every name, as written and folded.
std::set<std::string> beginnings() {
  std::set<std::string> all;
  for (const NameOfRecord& name : names()) {
    for (const NameWord& word : name.words) {
      for (const std::string& form : {word.exact, word.folded}) {
        for (std::size_t end = 1; end <= form.size(); ++end) {
          if (end == form.size() || (static_cast<unsigned char>(form[end]) & 0xC0) != 0x80)
            all.insert(form.substr(0, end));
        }
      }
    }
  }
  return all;
}

TEST(SuggestBundled, EveryNameIsFoundByEachBeginningOfEachOfItsWords) {
  const auto all = beginnings();
  EXPECT_GT(all.size(), 3'000U);
  for (const std::string& typed : all) {
    const Suggestions found = bundled().database->suggest({typed, "sk"});
    EXPECT_FALSE(totals_by_scan(typed).empty()) << typed;
    expect_totals(found, typed);
  }
}

TEST(SuggestBundled, SeveralWordsFindWhatHoldsThemAllInAnyOrder) {
  std::mt19937 random(3);
  for (int round = 0; round < 2'000; ++round) {
    const NameOfRecord& name = names()[random() % names().size()];
    std::string typed;
    for (unsigned i = 0; i < 2 + random() % 2; ++i) {
      const std::string& word = name.words[random() % name.words.size()].folded;
      // One letter begins so many names that they have a set; a letter of Cyrillic script has two bytes.
      std::size_t bytes = round % 2 == 0 ? 1 : 2 + random() % word.size();
      while (bytes < word.size() && (static_cast<unsigned char>(word[bytes]) & 0xC0) == 0x80) ++bytes;
      typed += word.substr(0, bytes) + " ";
    }
    expect_totals(bundled().database->suggest({typed, "en"}), typed);
  }
}

TEST(SuggestBundled, CountsTheWordsThatBeginSo) {
  const indexer::Forms forms(bundled().folder / "db/current/forms.bin", {});
  const stemmers::Languages languages(bundled().database->schema().languages());
  struct FormOfWord {
    std::string text, word;  // the word whose form it is: itself, or the first of its base forms
    std::vector<NameWord> parts;
  };
  std::vector<FormOfWord> words;
  for (indexer::Form form = 0; form < forms.size(); ++form) {
    const std::string text(forms.text(form));
    const stemmers::Language& language = *languages.find(forms.language(form));
    if (language.is_stop_word(text)) continue;
    const auto tokens = language.analyse(text, stemmers::Side::index);
    ASSERT_EQ(tokens.size(), 1U) << text;
    const std::vector<std::string>& lemmas = tokens[0].word->lemmas;
    const bool itself = lemmas.empty() || std::ranges::find(lemmas, text) != lemmas.end();
    words.push_back({text, itself ? text : std::ranges::min(lemmas), all_words(forms.language(form), text)});
  }
  for (const char* typed : {"s",  "so",   "soc", "social", "sociál", "socia", "sotsi", "и",    "инов", "ö",  "2",
                            "20", "mail", "qqq", "s so",   "s š",    "с со",  "с s",   "s s2", "m e",  "2 0"}) {
    std::set<std::string> expected, texts;
    for (const auto& [text, word, parts] : words) {
      if (!fits(parts, stemmers::name_words(typed))) continue;
      expected.insert(word);
      texts.insert(text);
    }
    const SuggestGroup group = bundled().database->suggest({typed, "de"}).groups.back();
    EXPECT_EQ(group.total, expected.size()) << typed;
    for (const Suggestion& one : group.suggestions) {
      EXPECT_TRUE(texts.contains(one.title)) << one.title;
      const auto form = forms.find(one.lang, one.title);
      ASSERT_TRUE(form) << one.title;
      EXPECT_EQ(forms.records(*form), one.count);
    }
  }
}

std::string without(std::string text, std::string_view what, std::string_view instead = "") {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += instead.size())
    text.replace(at, what.size(), instead);
  return text;
}

std::string plain(std::string html) {
  for (const auto& [from, to] : std::initializer_list<std::pair<std::string_view, std::string_view>>{{"<mark>", ""},
                                                                                                     {"</mark>", ""},
                                                                                                     {"&lt;", "<"},
                                                                                                     {"&gt;", ">"},
                                                                                                     {"&quot;", "\""},
                                                                                                     {"&#39;", "'"},
                                                                                                     {"&amp;", "&"}})
    html = without(std::move(html), from, to);
  return html;
}

TEST(SuggestBundled, HighlightsAreTheTitleAndMarksWholeCharacters) {
  for (const std::string& typed : beginnings()) {
    for (const SuggestGroup& group : bundled().database->suggest({typed, "hu"}).groups) {
      for (const Suggestion& one : group.suggestions) {
        ASSERT_EQ(plain(one.highlight), one.title);
        EXPECT_EQ(without(without(one.highlight, "<mark>"), "</mark>").find('<'), std::string::npos);
        const std::string& marked = one.other_name.empty() ? one.highlight : one.other_name;
        const std::size_t begin = marked.find("<mark>");
        ASSERT_NE(begin, std::string::npos) << typed << " " << marked;
        // The first byte in a mark and the first behind it begin characters.
        const std::size_t end = marked.find("</mark>", begin) + std::string_view("</mark>").size();
        EXPECT_NE(static_cast<unsigned char>(marked[begin + 6]) & 0xC0, 0x80);
        EXPECT_TRUE(end == marked.size() || (static_cast<unsigned char>(marked[end]) & 0xC0) != 0x80);
      }
    }
  }
}

TEST(SuggestBundled, TakesAnyBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 3'000; ++round) {
    std::string typed(random() % 120, '\0');
    for (char& byte : typed)
      byte = random() % 3 == 0 ? static_cast<char>(random()) : "sociáln ий<&\"'*~"[random() % 18];
    const Suggestions found = bundled().database->suggest({typed, round % 2 == 0 ? "" : "bg"});
    EXPECT_EQ(found.groups.size(), 4U);
    EXPECT_TRUE(nlohmann::json::accept(to_json(found))) << "round " << round;
  }
}

TEST(SuggestBundled, IsTheSameEveryTime) {
  for (const char* typed : {"s", "so", "soc", "inov soc"}) {
    Suggestions first = bundled().database->suggest({typed, "sk"}), second = bundled().database->suggest({typed, "sk"});
    first.took_ms = second.took_ms = 0;
    EXPECT_EQ(to_json(first), to_json(second));
  }
}

}  // namespace
}  // namespace pramen::query
