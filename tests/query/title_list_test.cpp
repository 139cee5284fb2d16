#include "query/title_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "stemmers/alphabet.h"
#include "stemmers/language.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

TitleList ask(const Database& database, const std::vector<Parameter>& parameters) {
  const ParsedTitleList parsed = parse_title_list(database.schema(), parameters, true);
  EXPECT_TRUE(parsed.faults.empty());
  return database.title_list(parsed.request);
}

std::vector<ListedTitle> all_titles(const Database& database, std::vector<Parameter> parameters) {
  std::vector<ListedTitle> titles;
  parameters.insert(parameters.end(), {{"limit", "7"}, {"offset", "0"}});
  for (TitleList page = ask(database, parameters); !page.titles.empty(); page = ask(database, parameters)) {
    titles.insert(titles.end(), page.titles.begin(), page.titles.end());
    parameters.back().second = std::to_string(titles.size());
  }
  return titles;
}

std::uint64_t sum(const TitleList& list) {
  return std::accumulate(list.letters.begin(), list.letters.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Letter& letter) { return sum + letter.count; });
}

TEST(TitlesFromAToZ, HoldEveryRecordOnceInTheOrderOfTheLanguage) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const TitleList list = ask(*bundled(), {{"lang", lang}});
    EXPECT_EQ(list.records, bundled()->record_count());
    EXPECT_EQ(sum(list), list.records);
    const auto titles = all_titles(*bundled(), {{"lang", lang}});
    std::set<std::string> ids;
    for (const ListedTitle& title : titles) {
      ids.insert(title.id);
      std::string_view used;
      EXPECT_EQ(title.title, bundled()->record(title.id)->text_in(lang, &used).title);
      EXPECT_EQ(title.lang, used);
    }
    EXPECT_EQ(ids.size(), list.records);
    EXPECT_TRUE(std::ranges::is_sorted(titles, {}, [&](const ListedTitle& title) {
      return stemmers::collation_key(title.title, lang);
    })) << lang;
  }
}

TEST(TitlesFromAToZ, StandUnderTheLetterOfTheAlphabet) {
  for (const std::string lang : {"sk", "hu", "bg"}) {
    const stemmers::Alphabet& alphabet = stemmers::Alphabet::of(lang);
    std::map<std::string, std::uint64_t> counts;
    for (const ListedTitle& title : all_titles(*bundled(), {{"lang", lang}})) {
      EXPECT_EQ(title.letter, alphabet.sections()[alphabet.section_of(title.title)].letter) << title.title;
      ++counts[title.letter];
    }
    for (const Letter& letter : ask(*bundled(), {{"lang", lang}}).letters) {
      EXPECT_EQ(letter.count, counts[letter.letter]) << letter.letter;
      const TitleList under = ask(*bundled(), {{"lang", lang}, {"letter", letter.letter}, {"limit", "100"}});
      EXPECT_EQ(under.total, letter.count);
      for (const ListedTitle& title : under.titles) EXPECT_EQ(title.letter, letter.letter);
    }
  }
}

TEST(TitlesFromAToZ, AreFilteredAsASearchIs) {
  for (const std::vector<Parameter>& filters :
       std::vector<std::vector<Parameter>>{{{"kind", "definition"}},
                                           {{"country", "at"}, {"country", "sk"}, {"topics", "housing"}},
                                           {{"year", "2015.."}}}) {
    const TitleList list = ask(*bundled(), filters);
    auto expected = all_ids(*bundled(), parse_request(bundled()->schema(), filters, true).request);
    std::vector<std::string> ids;
    for (const ListedTitle& title : all_titles(*bundled(), filters)) ids.push_back(title.id);
    std::ranges::sort(expected);
    std::ranges::sort(ids);
    EXPECT_EQ(ids, expected);
    EXPECT_EQ(sum(list), expected.size());
  }
}

TEST(TitlesFromAToZ, PutDigitsSignsAndOtherScriptsLast) {
  const TemporaryFolder folder;
  build_lines(folder,
              {record_line("ch", "sk", "Chata"), record_line("h", "sk", "Hotel"), record_line("c", "sk", "Centrum"),
               record_line("c2", "sk", "čas"), record_line("n", "sk", "2019"), record_line("g", "sk", "Ελλάδα"),
               record_line("b", "bg", "Ябълка")});
  const auto database = Database::open(folder / "db");
  const TitleList list = ask(*database, {{"lang", "sk"}});
  std::string letters;
  for (const Letter& letter : list.letters) {
    if (letter.count > 0) letters += letter.letter + std::to_string(letter.count) + " ";
  }
  EXPECT_EQ(letters, "C1 Č1 H1 Ch1 Я1 #2 ");
  EXPECT_EQ(list.letters.front().letter, "A");
  EXPECT_EQ(ask(*database, {{"lang", "sk"}, {"letter", "ch"}}).titles.at(0).id, "ch");
  EXPECT_EQ(ask(*database, {{"lang", "sk"}, {"letter", "#"}}).titles.size(), 2U);
  EXPECT_EQ(ask(*database, {{"lang", "de"}, {"letter", "c"}}).total, 3U);
}

TEST(TitlesFromAToZ, NameEveryFault) {
  const corpus::Schema& schema = bundled()->schema();
  const auto faults = [&](const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    for (const RequestFault& fault : parse_title_list(schema, parameters, true).faults)
      names.push_back(fault.parameter);
    std::ranges::sort(names);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(faults({{"letter", "Ch"}, {"lang", "de"}}), Names{"letter"});
  EXPECT_EQ(faults({{"limit", "101"}, {"kind", "x"}, {"q", "a"}, {"lang", "xx"}}),
            (Names{"kind", "lang", "limit", "q"}));
  EXPECT_EQ(faults({{"limit", "100"}, {"offset", "9901"}}), Names{"offset"});
  EXPECT_EQ(faults({{"limit", "100"}, {"offset", "9900"}, {"letter", "č"}, {"lang", "sk"}}), Names{});
}

}  // namespace
}  // namespace pramen::query
