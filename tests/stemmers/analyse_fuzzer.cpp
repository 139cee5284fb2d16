// Feeds Language::analyse with anything and checks what it promises. Built with
// clang's -fsanitize=fuzzer it is a libFuzzer target (define PRAMEN_LIBFUZZER);
// else a program of its own: analyse_fuzzer [INPUTS] [SEED].
#include <cstdint>
#include <random>
#include <string>

#include "stemmers/folding.h"
#include "stemmers/language.h"
#include "tests/support/fuzzing.h"

namespace {

using namespace pramen::stemmers;
using pramen::tests::require;

bool fits(const std::string& form) { return !form.empty() && form.size() <= max_word_bytes; }

void check(const Language& language, std::string_view text, Side side) {
  std::uint32_t last = 0, position = 0;
  for (const Token& token : language.analyse(text, side)) {
    require(token.begin >= last && token.begin < token.end && token.end <= text.size(), "ranges ascend", text);
    require((static_cast<unsigned char>(text[token.begin]) & 0xC0) != 0x80, "a character is split", text);
    require(token.position == position++, "positions count", text);
    const Word& word = *token.word;
    require(fits(word.exact) && !word.lemmas.empty() && !word.folded.empty(), "forms are there", text);
    for (const auto* forms : {&word.lemmas, &word.folded, &word.families}) {
      for (const std::string& form : *forms) require(fits(form), "forms fit a term", text);
    }
    for (const std::string& form : word.folded)
      require(fold_marks(form) == form, "folding twice is folding once", text);
    std::uint32_t part_end = 0;
    for (const Part& part : word.parts) {
      require(part.begin >= part_end && part.begin < part.end && part.end <= token.end - token.begin,
              "parts lie inside", text);
      require((static_cast<unsigned char>(text[token.begin + part.begin]) & 0xC0) != 0x80, "a part splits a character",
              text);
      require(!part.exact.empty() && !part.folded.empty(), "parts have forms", text);
      part_end = part.end;
    }
    last = token.end;
  }
}

void check_all(std::string_view text) {
  static const Languages languages;
  for (const auto& language : languages.all()) {
    check(*language, text, Side::index);
    check(*language, text, Side::query);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_all({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifndef PRAMEN_LIBFUZZER
namespace {

// Random bytes, random characters, and pieces that the repairs look for.
std::string random_input(std::mt19937_64& random) {
  static const std::string pieces[] = {
      " ",      "\n",         ".",      ",",        "-",      "+",        "#",        "/",    "@",      "://",
      "www.",   "§",          "'",      "’",        "20 000", "112/2018", "COVID-19", "e-",   "s.r.o.", "млн.лв",
      "sozial", "wirtschaft", "ungs",   "munka",    "hely",   "naj",      "ne",       "ость", "ß",      "ő",
      "\u00AD", "\u0301",     "\u00A0", "\u202F",   "\u200D", "İ",        "ﬁ",        "😀",    "漢字",   "각",
      "שלום",   "ไทย",        "\xC3",   "\xF0\x9F", "\xFF",   "ž",        "á"};
  std::string text;
  const auto length = random() % 24;
  for (std::size_t i = 0; i < length; ++i) {
    switch (random() % 4) {
      case 0: text += static_cast<char>(random()); break;
      case 1: text += static_cast<char>('a' + random() % 26); break;
      default: text += pieces[random() % std::size(pieces)];
    }
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  pramen::tests::try_inputs(argc, argv, [](std::mt19937_64& random, auto) { check_all(random_input(random)); });
}
#endif
