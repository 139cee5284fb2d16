// From the sources of one table to its sections.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "stemmers/train/recipe.h"
#include "stemmers/train/table_writer.h"

namespace pramen::stemmers::train {

using SourceFiles = std::map<std::string, std::filesystem::path>;  // by a source's name
using Say = std::function<void(const std::string&)>;               // progress, a line each

// Every source of the table must have a file. Same inputs, same sections, on
// every machine. Throws std::runtime_error.
std::vector<Section> learn_table(const TableRecipe& table, const SourceFiles& files, const Say& say);

}  // namespace pramen::stemmers::train
