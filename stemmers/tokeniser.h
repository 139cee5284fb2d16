// Where the words of a text are. ICU's word breaks (UAX #29), with repairs for
// what offices write and searchers type: addresses, C++, ESF+, § 5, 20 000,
// 112/2018, COVID-19, e-mail, s.r.o., млн.лв. Text in the Latin and Cyrillic
// scripts is read by a scanner of our own, which breaks plain words as ICU does
// and is an order faster; everything else is left to ICU.
#pragma once

#include <unicode/brkiter.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stemmers/span.h"

namespace pramen::stemmers {

class Tokeniser {
 public:
  // `group_separator`: what the language writes between the thousands of a
  // number besides a space: '.' in German, ',' in English, or 0.
  Tokeniser(const std::string& language, char group_separator);

  // Ascending and disjoint; never splits a character. Invalid UTF-8 is passed
  // over. `text` is at most 2 GiB. Throws std::runtime_error if ICU fails.
  void split(std::string_view text, std::vector<Span>& spans) const;

  // The words inside of a joined, address or section span, relative to it.
  std::vector<Span> parts(std::string_view surface, SpanKind kind) const;

 private:
  std::unique_ptr<const icu::BreakIterator> words_;
  char group_separator_;
};

}  // namespace pramen::stemmers
