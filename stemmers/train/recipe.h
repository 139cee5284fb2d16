// What a pack is learnt from: its sources.json.
//
//   {"tables": [{"name": "cc-by-sa-4.0", "licence": "CC-BY-SA-4.0",
//                "keep": 0.9, "rules": true, "folded": true,
//                "sources": [{"name": "rdr", "title": ..., "licence": ..., "notice": ...,
//                             "format": "pairs", "weight": 1, "rewrites": [...]}]}]}
//
// A table holds sources of one licence, or of licences that may be given on
// under its own (`accepts`); a source without a licence is refused.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "stemmers/letters.h"
#include "stemmers/train/hunspell_analyses.h"
#include "stemmers/train/rewrites.h"
#include "stemmers/train/suffix_rules.h"

namespace pramen::stemmers::train {

enum class Format {
  pairs,              // form <TAB> lemma [<TAB> more that is passed over]
  treebank,           // form <TAB> lemma <TAB> part of speech <TAB> count
  counts,             // form <SPACE or TAB> count: how often words are used
  vocabulary,         // words, one a line (more fields are passed over), for hunspell_analyses to be asked
  hunspell,           // an .aff file beside a .dic file of the same name: every form with its base
  hunspell_analyses,  // the same, asked for the vocabulary, the counted words and its own stems
};

struct SourceRecipe {
  std::string name, title, licence, notice;
  Format format = Format::pairs;
  double weight = 1;
  bool last_resort = false;  // asked only for forms that no other source of the table knows
  bool only_used = false;    // only base forms of which the vocabulary or the counts have some form
  Rewrites rewrites;
  std::vector<Derivation> derivations;  // for hunspell_analyses
};

struct TableRecipe {
  std::string name, licence;
  double keep = 0.9;  // a lemma with this share of the best one's votes is kept too
  bool rules = false, folded_rules = false, frequencies = false, families = false, parts = false, ngrams = false;
  std::vector<Letters> prefixes;  // forms that have them and whose lemma has not are left out (pack.json, prefixes)
  std::vector<Letters> links;     // between the parts of compounds
  SuffixRuleOptions rule_options;
  std::vector<SourceRecipe> sources;
};

struct Recipe {
  std::string language;
  std::vector<TableRecipe> tables;
};

// Throws std::runtime_error naming the file, the member and what is wrong.
Recipe read_recipe(const std::filesystem::path& pack);

}  // namespace pramen::stemmers::train
