// Reads the sources of a recipe into memory.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "stemmers/train/lexicon.h"
#include "stemmers/train/recipe.h"

namespace pramen::stemmers::train {

using Counts = std::map<Letters, double>;
Counts read_counts(const std::filesystem::path& file);

// The words of a list, as hunspell is asked for them.
std::set<std::string> read_vocabulary(const std::filesystem::path& file);

// Word lists in UTF-8, lower-cased and composed as the program does it; words
// with anything but letters in them are passed over. Files whose name ends in
// .xz are read through `xz`. Throws std::runtime_error naming the file.
// `vocabulary`: what hunspell is asked for where it cannot list its words.
Lexicon read_source(const SourceRecipe& source, const std::filesystem::path& file,
                    const std::set<std::string>& vocabulary);

}  // namespace pramen::stemmers::train
