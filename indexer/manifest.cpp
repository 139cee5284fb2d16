#include "indexer/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "indexer/file.h"
#include "indexer/layout.h"

namespace pramen::indexer {

void write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  const nlohmann::ordered_json json = {
      {"generation", manifest.generation},
      {"previous", manifest.previous},
      {"published", manifest.published},
      {"who", manifest.who},
      {"why", manifest.why},
      {"fingerprint", manifest.fingerprint},
      {"content_hash", manifest.content_hash},
      {"files", manifest.files},
      {"records", manifest.records},
      {"skipped", manifest.skipped},
  };
  write_file(folder / manifest_name, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

Manifest read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / manifest_name;
  const std::string text = read_file(path);
  try {
    const auto json = nlohmann::json::parse(text);
    return {
        .generation = json.at("generation"),
        .previous = json.at("previous"),
        .published = json.at("published"),
        .who = json.value("who", ""),
        .why = json.value("why", ""),
        .fingerprint = json.at("fingerprint"),
        .content_hash = json.at("content_hash"),
        .files = json.at("files"),
        .records = json.at("records"),
        .skipped = json.at("skipped"),
    };
  } catch (const nlohmann::json::exception&) {
    throw std::runtime_error(fmt::format("{} is damaged; build the database again with `pramen index`", path.string()));
  }
}

}  // namespace pramen::indexer
