// Writes the file that Table (stemmers/table.h) maps.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace pramen::stemmers::train {

using Section = std::pair<std::string, std::vector<std::uint32_t>>;

// `about` becomes the header's first members: language, licence, sources.
// The file is replaced at once or not at all. Throws std::runtime_error.
void write_table(const std::filesystem::path& file, nlohmann::ordered_json about, const std::vector<Section>& sections);

}  // namespace pramen::stemmers::train
