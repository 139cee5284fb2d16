// Queries at random: bytes, letters, and all that the syntax knows.
#pragma once

#include <iterator>
#include <random>
#include <string>

namespace pramen::tests {

inline std::string random_query(std::mt19937_64& random) {
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

}  // namespace pramen::tests
