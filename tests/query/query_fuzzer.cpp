// Feeds the query parser, and a whole search over a small world, with anything and checks what they promise:
// no crash, an answer in time, places that lie in the text, and a printed tree that parses
// to the same tree. Built with clang's -fsanitize=fuzzer it is a libFuzzer target (define
// PRAMEN_LIBFUZZER); else a program of its own: query_fuzzer [INPUTS] [SEED].
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "query/database.h"
#include "tests/query/grammar.h"
#include "tests/support/fuzzing.h"
#include "tests/support/jsonl_corpus.h"

namespace {

using namespace pramen;
using pramen::tests::require;

// Of this process, so that others on the machine do not count.
double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void check_tree(std::string_view text, std::string_view lang) {
  const tests::ReadQuery read = tests::read_query(text, lang);
  const std::size_t size = query::characters(text);
  for (const query::QueryProblem& problem : read.problems) {
    require(problem.position + problem.length <= size, "a problem lies in the text", text);
    require(!problem.what.empty() && !problem.instead.empty(), "a problem has words", text);
  }
  std::size_t words = 0;
  for (const query::Leaf& leaf : query::leaves(read.items)) {
    for (const query::QueryWord& word : leaf.item->words) {
      require(word.begin < word.end && word.end <= text.size(), "a word lies in the text", text);
      require(!word.readings.empty(), "a word has a reading", text);
      ++words;
    }
  }
  require(words <= query::max_query_words, "words are bounded", text);
  const tests::ReadQuery again = tests::read_query(read.printed, lang);
  require(again.printed == read.printed, "the printed tree parses to itself", text,
          read.printed + "\n" + again.printed);
}

const query::Database& world() {
  static const tests::TemporaryFolder folder;
  static const std::shared_ptr<const query::Database> opened = [] {
    std::vector<std::string> lines;
    for (int i = 0; i < 40; ++i) {
      const char* country = i % 3 == 0 ? "sk" : i % 3 == 1 ? "at" : "hu";
      lines.push_back(
          tests::record_line("r" + std::to_string(i), i % 2 == 0 ? "sk" : "de",
                             i % 2 == 0 ? "Sociálne inovácie v malej obci" : "Soziale Innovation und Wohnen",
                             "sociálny podnik bývanie dom obec Wirtschaft ženy",
                             std::string(R"("country": ")") + country + R"(", "year": )" + std::to_string(2000 + i)));
    }
    tests::build_lines(folder, lines);
    auto database = query::Database::open(folder / "db");
    database->thesaurus();  // read once, outside of the time that an answer may take
    return database;
  }();
  return *opened;
}

void check(std::string_view text) {
  constexpr double most_ms = 50;
  const std::string_view langs[] = {"sk", "cs", "de", "hu", "bg", "en"};
  const std::string_view lang = langs[text.size() % std::size(langs)];
  check_tree(text, lang);
  const double began = cpu_ms();
  const query::Answer answer = world().search({.words = std::string(text), .lang = std::string(lang)});
  const double took = cpu_ms() - began;
  if (took > most_ms) std::fprintf(stderr, "%.1f ms\n", took);
  require(took <= most_ms, "an answer comes in time", text);
  for (const query::UnderstoodWord& word : answer.words) {
    for (const auto& place : word.places)
      require(place.position + place.length <= query::characters(text), "a place lies in the text", text);
  }
  require(!query::to_json(answer).empty(), "an answer has a JSON form", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifndef PRAMEN_LIBFUZZER
namespace {

// Random bytes, letters, and all that the syntax knows.
std::string random_input(std::mt19937_64& random) {
  static const std::string pieces[] = {
      " ",          " ",        " ",      "\"",       "„",         "“",         "”",        "»",        "«",
      "(",          ")",        " (",     ") ",       "-",         "=",         "~",        "~1",       "*",
      "?",          ":",        ".",      ",",        " AND ",     " OR ",      " NOT ",    " NEAR/3 ", " NEAR ",
      " NEAR/0 ",   " ALEBO ",  " A ",    " И ",      " ODER ",    " && ",      "title:",   "názov:",   "Titel:",
      "country:",   "krajina:", "Land:",  "sk",       "Slovensko", "year:",     "2015",     "..",       "2015..2020",
      "2020..2015", "lang:",    "hu",     "kind:",    "autor:",    "cuontry:",  "https://", "x@y.sk",   "8:30",
      "inov*",      "soci?ln*", "a*",     "sociálne", "inovácie",  "podnikov~", "obec",     "dom",      "bývanie",
      "Wirtschaft", "ženy",     "je",     "und",      "20 000",    "112/2018",  "COVID-19", "s.r.o.",   "§ 5",
      "e-mail",     "C++",      "ESF+",   "иновация", "AND",       "OR",        "A",        "\n",       "\t",
      "\u00A0",     "\u00AD",   "\u0301", "\u200D",   "😀",         "漢字",      "שלום",     "ไทย",      "\xC3",
      "\xFF",       "ž",        "İ",      "ß",        "ﬁ",         "'",         "’",        "/",        "\\",
      "{}",         "{0}",      "%s",     "<mark>",   "&"};
  std::string text;
  // Most are short, some are longer than a query may be.
  const auto length = random() % 50 == 0 ? 60 + random() % 200 : random() % 20;
  for (std::size_t i = 0; i < length; ++i) {
    switch (random() % 8) {
      case 0: text += static_cast<char>(random()); break;
      case 1: text += static_cast<char>('a' + random() % 26); break;
      default: text += pieces[random() % std::size(pieces)];
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  for (const char* lang : {"sk", "cs", "de", "hu", "bg", "en"}) world().search({.words = "slovo", .lang = lang});
  tests::try_inputs(argc, argv, [](std::mt19937_64& random, auto) { check(random_input(random)); });
}
#endif
