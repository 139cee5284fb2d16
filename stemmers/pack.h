// A language pack: one folder with everything the program knows of a language.
//
//   pack.json        code, name, which tables with which weight, settings below
//   *.table          learnt from sources, one file a licence (table.h)
//   stop_words.txt   a word a line; "!byt": a word that only looks like one without its marks
//   romanisation.txt what Latin letters stand for in a language of Cyrillic script
//   words.txt        "lemma: form form ...": words that the tables get wrong
//   not_parts.txt    what compounds are never made of: "ver-", "-schaft"; may be missing
//   meet.txt, apart.txt, parts.txt   gold words, tried by the tests
//   figures.json     what was measured; a pack without it is not enabled
//   sources.json     what the tables are learnt from (pramen-train)
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "stemmers/folding.h"
#include "stemmers/letters.h"
#include "stemmers/table.h"

namespace pramen::stemmers {

struct WeighedTable {
  std::shared_ptr<const Table> table;
  double weight = 1;
};

// Taken off a word whose rest is known (ne-, naj-).
struct Prefix {
  Letters text, folded;  // folded: without marks
  // It belongs to the base form (nezamestnanosť) unless the base form ends so
  // (robiť); empty: it always falls.
  std::vector<Letters> falls_before, stays_before;

  bool falls(const Letters& lemma, bool unmarked) const;
};

// An ending and what takes its place.
using Replacement = std::pair<Letters, Letters>;

// What beside a group of letters lets it be read in some way.
enum class Neighbour { any, vowel, consonant, edge };

// What a group of Latin letters may stand for; the likelier, the cheaper.
struct Reading {
  Letters letters;
  float cost = 0;
  Neighbour before = Neighbour::any, after = Neighbour::any;
};

struct Romanisation {
  std::unordered_map<Letters, std::vector<Reading>> readings;
  std::size_t longest = 0;  // letters of the longest group
  Letters vowels;           // Latin ones
};

struct Pack {
  std::string code, name;
  std::vector<WeighedTable> tables;
  double several = 0.9;      // a second lemma stays with this share of the first one's votes
  double base_bonus = 1;     // what a rule gains whose result is a known base form
  double second_rule = 0.6;  // a second rule's result stays with this share of the first one's score
  std::vector<Prefix> prefixes;
  std::vector<Letters> clitics;          // taken off the end ('s)
  std::vector<Replacement> combining;    // first half of a double adjective: sociálno- -> sociálny
  std::vector<Replacement> respellings;  // inside a word: ae -> ä
  std::vector<Replacement> swaps;        // keys that change places: y and z
  char group_separator = '\0';
  bool compounds = false;
  bool cyrillic = false;                       // queries in Latin letters are read as its own
  Romanisation romanisation;                   // how; changes no terms of documents
  std::unordered_set<std::string> stop_words;  // folded; those that look like a word of `not_stop` as they are written
  // Words that a stop word looks like without its marks, and is not: byt (flat) and byť (to be).
  std::map<std::string, std::vector<std::string>, std::less<>> not_stop;
  bool is_stop_word(const std::string& exact) const {
    return stop_words.contains(exact) || stop_words.contains(fold_marks(exact));
  }
  std::unordered_set<Letters> not_parts;  // of compounds: "x-" not before another part, "-x" not behind one
  std::unordered_map<Letters, std::vector<Letters>> words;         // words.txt
  std::unordered_map<Letters, std::vector<Letters>> folded_words;  // the same without marks
  std::string fingerprint;                                         // of all that changes terms
};

// Throws std::runtime_error naming the file (with line) and what is wrong. A
// folder without figures.json is refused.
Pack load_pack(const std::filesystem::path& folder);

// Where the packs are: PRAMEN_PACKS, else beside the program as installed
// (../share/pramen/packs), else in the source tree it was built from.
std::filesystem::path packs_folder();

// The codes of the packs in a folder that are enabled, in alphabetical order.
std::vector<std::string> pack_codes(const std::filesystem::path& folder);

}  // namespace pramen::stemmers
