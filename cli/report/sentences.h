// The sentences of a record's text, without markup, each with its line. Pure
// functions.
//
// A sentence ends behind . ! ? or … where a space and no small letter follows;
// not behind numbers of a day ("3. März") and abbreviations of one or two letters.
// Where that is wrong a sentence is cut or two are joined: checks compare whole
// sentences of several words, so a wrong cut hides at most a fault and makes none up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::report {

struct Sentence {
  std::string text;
  std::uint32_t line = 0;       // lines of the body before it
  std::uint32_t paragraph = 0;  // counts paragraphs, headings, items, rows
  bool prose = true;            // no heading, row of a table or quotation
};

// Of Markdown; code blocks hold no sentences.
std::vector<Sentence> sentences_of(std::string_view markdown);

}  // namespace pramen::report
