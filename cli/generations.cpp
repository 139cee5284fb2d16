#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cli/commands.h"
#include "indexer/file.h"
#include "indexer/generations.h"

namespace pramen::cli {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const indexer::Manifest& manifest, bool published) {
  return {
      {"generation", manifest.generation},  {"published", manifest.published}, {"current", published},
      {"records", manifest.records},        {"skipped", manifest.skipped},     {"content_hash", manifest.content_hash},
      {"fingerprint", manifest.fingerprint}};
}

void print(const indexer::Manifest& manifest, bool published) {
  fmt::print("{} {:>6}  {}  {} records{}  {}\n", published ? "*" : " ", manifest.generation, manifest.published,
             manifest.records, manifest.skipped > 0 ? fmt::format(" ({} left out)", manifest.skipped) : "",
             manifest.content_hash);
}

int list(const GenerationsOptions& options) {
  const std::uint64_t current = indexer::published(options.database);
  Json json = Json::array();
  for (const std::uint64_t number : indexer::list_generations(options.database)) {
    const auto manifest = indexer::read_manifest(indexer::generation_folder(options.database, number));
    if (options.json)
      json.push_back(to_json(manifest, number == current));
    else
      print(manifest, number == current);
  }
  if (options.json) fmt::print("{}\n", json.dump(2));
  return done;
}

int show(const GenerationsOptions& options) {
  const std::uint64_t current = indexer::published(options.database);
  const std::uint64_t number = options.number > 0 ? options.number : current;
  const auto manifest = indexer::read_manifest(indexer::generation_folder(options.database, number));
  if (options.json)
    fmt::print("{}\n", to_json(manifest, number == current).dump(2));
  else
    print(manifest, number == current);
  return done;
}

// Reads every byte and compares it with the hash that the manifest has of it.
int check(const GenerationsOptions& options) {
  const std::uint64_t current = indexer::published(options.database);
  const std::uint64_t number = options.number > 0 ? options.number : current;
  const auto folder = indexer::generation_folder(options.database, number);
  Json files = Json::array();
  bool whole = true;
  for (const auto& [name, hash] : indexer::read_manifest(folder).files) {
    const bool missing = !std::filesystem::exists(folder / name);
    const char* state = missing ? "missing" : indexer::file_hash(folder / name) != hash ? "damaged" : "whole";
    const std::uintmax_t bytes = missing ? 0 : std::filesystem::file_size(folder / name);
    whole = whole && std::string_view(state) == "whole";
    files.push_back({{"file", name}, {"bytes", bytes}, {"state", state}});
    if (!options.json) fmt::print("{:<14} {:>14} bytes  {}\n", name, bytes, state);
  }
  if (options.json) fmt::print("{}\n", Json{{"generation", number}, {"whole", whole}, {"files", files}}.dump(2));
  if (whole) return done;
  fmt::print(stderr,
             "pramen: generation {} is not as it was written. Index the corpus again, or go back to another one with "
             "`pramen generations rollback`, and look after the disk\n",
             number);
  return machine_failed;
}

int rollback(const GenerationsOptions& options) {
  const indexer::WriteLock lock(options.database);
  const std::uint64_t current = indexer::published(options.database);
  std::uint64_t number = options.number;
  if (number == 0) {
    number = indexer::read_manifest(indexer::generation_folder(options.database, current)).previous;
    if (!std::filesystem::exists(indexer::generation_folder(options.database, number)) || number == 0) {
      fmt::print(stderr,
                 "pramen: nothing was published before generation {}; name one that `pramen generations list` shows\n",
                 current);
      return wrong_usage;
    }
  }
  indexer::switch_generation(options.database, number);
  fmt::print(stderr, "generation {} is published again (it was {})\n", number, current);
  return done;
}

}  // namespace

int generations(const GenerationsOptions& options) {
  const auto numbers = indexer::list_generations(options.database);
  if (numbers.empty()) throw std::runtime_error(fmt::format("there is no database in {}", options.database.string()));
  if (options.number > 0 && std::ranges::find(numbers, options.number) == numbers.end()) {
    fmt::print(stderr, "pramen: there is no generation {}; there are {}\n", options.number, fmt::join(numbers, ", "));
    return wrong_usage;
  }
  if (options.action == "rollback") return rollback(options);
  if (options.action == "check") return check(options);
  return options.action == "show" ? show(options) : list(options);
}

}  // namespace pramen::cli
