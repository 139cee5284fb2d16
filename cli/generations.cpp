#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cli/commands.h"
#include "cli/generation_diff.h"
#include "cli/progress.h"
#include "indexer/file.h"
#include "indexer/generations.h"
#include "indexer/history.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

using Json = nlohmann::ordered_json;

// A database and what its history says of its generations.
struct Known {
  explicit Known(const std::filesystem::path& database)
      : current(indexer::published(database)),
        history(indexer::read_history(database)),
        pins(indexer::pinned(history)) {}
  bool is_pinned(std::uint64_t number) const { return std::ranges::binary_search(pins, number); }
  bool is_preview(std::uint64_t number) const { return number != current && indexer::is_preview(history, number); }
  // Why it was published or built, as its author said.
  std::string why(std::uint64_t number) const {
    const auto last = std::ranges::find_if(history.rbegin(), history.rend(), [&](const indexer::HistoryEntry& entry) {
      return entry.generation == number && (entry.action == "publish" || entry.action == "build");
    });
    return last == history.rend() ? std::string() : last->why;
  }

  const std::uint64_t current;
  const std::vector<indexer::HistoryEntry> history;
  const std::vector<std::uint64_t> pins;
};

Json to_json(const indexer::Manifest& manifest, const Known& known) {
  const std::uint64_t number = manifest.generation;
  return {{"generation", number},
          {"published", manifest.published},
          {"current", number == known.current},
          {"preview", known.is_preview(number)},
          {"pinned", known.is_pinned(number)},
          {"why", known.why(number)},
          {"records", manifest.records},
          {"skipped", manifest.skipped},
          {"content_hash", manifest.content_hash},
          {"fingerprint", manifest.fingerprint}};
}

void print(const indexer::Manifest& manifest, const Known& known) {
  const std::uint64_t number = manifest.generation;
  std::string notes;
  if (manifest.skipped > 0) notes += fmt::format(" ({} left out)", manifest.skipped);
  if (known.is_preview(number)) notes += " (preview)";
  if (known.is_pinned(number)) notes += " (pinned)";
  const std::string why = known.why(number);
  fmt::print("{} {:>6}  {}  {} records{}  {}{}\n", number == known.current ? "*" : " ", number, manifest.published,
             manifest.records, notes, manifest.content_hash, why.empty() ? "" : "  " + why);
}

int list(const GenerationsOptions& options) {
  const Known known(options.database);
  Json json = Json::array();
  for (const std::uint64_t number : indexer::list_generations(options.database)) {
    const auto manifest = indexer::read_manifest(indexer::generation_folder(options.database, number));
    if (options.json)
      json.push_back(to_json(manifest, known));
    else
      print(manifest, known);
  }
  if (options.json) fmt::print("{}\n", json.dump(2));
  return done;
}

std::uint64_t chosen(const GenerationsOptions& options, std::uint64_t otherwise) {
  return options.numbers.empty() ? otherwise : options.numbers.front();
}

int show(const GenerationsOptions& options) {
  const Known known(options.database);
  const auto manifest =
      indexer::read_manifest(indexer::generation_folder(options.database, chosen(options, known.current)));
  if (options.json)
    fmt::print("{}\n", to_json(manifest, known).dump(2));
  else
    print(manifest, known);
  return done;
}

// Reads every byte and compares it with the hash that the manifest has of it.
int check(const GenerationsOptions& options) {
  const std::uint64_t number = chosen(options, indexer::published(options.database));
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

void note(const GenerationsOptions& options, std::string action, std::uint64_t generation, std::uint64_t previous = 0) {
  indexer::append_history(options.database, {.time = {},
                                             .action = std::move(action),
                                             .generation = generation,
                                             .previous = previous,
                                             .who = indexer::account_name(),
                                             .why = options.why});
}

// What was published when `current` was.
std::uint64_t before(const std::filesystem::path& database, std::uint64_t current) {
  const auto history = indexer::read_history(database);
  const auto last = std::ranges::find_if(history.rbegin(), history.rend(), [&](const indexer::HistoryEntry& entry) {
    return entry.action == "publish" && entry.generation == current;
  });
  if (last != history.rend()) return last->previous;
  return indexer::read_manifest(indexer::generation_folder(database, current)).previous;
}

int rollback(const GenerationsOptions& options) {
  const indexer::WriteLock lock(options.database);
  const std::uint64_t current = indexer::published(options.database);
  const std::uint64_t number = chosen(options, before(options.database, current));
  if (number == 0 || !std::filesystem::exists(indexer::generation_folder(options.database, number))) {
    fmt::print(stderr,
               "pramen: nothing was published before generation {}; name one that `pramen generations list` shows\n",
               current);
    return wrong_usage;
  }
  indexer::switch_generation(options.database, number);
  note(options, "rollback", number, current);
  fmt::print(stderr, "generation {} is published again (it was {})\n", number, current);
  return done;
}

// It is opened first: what cannot be searched is not published.
int publish(const GenerationsOptions& options) {
  if (options.numbers.empty()) {
    fmt::print(stderr, "pramen: say which generation; `pramen generations list` shows those there are\n");
    return wrong_usage;
  }
  const indexer::WriteLock lock(options.database);
  const std::uint64_t number = options.numbers.front(), current = indexer::published(options.database);
  if (number == current) {
    fmt::print(stderr, "generation {} is published already\n", number);
    return done;
  }
  query::Database::open_generation(options.database, number);
  indexer::switch_generation(options.database, number);
  note(options, "publish", number, current);
  fmt::print(stderr, "generation {} is published (it was {})\n", number, current);
  return done;
}

int pin(const GenerationsOptions& options) {
  const indexer::WriteLock lock(options.database);
  const std::uint64_t number = chosen(options, indexer::published(options.database));
  note(options, options.action, number);
  fmt::print(stderr, "generation {} {}\n", number,
             options.action == "pin" ? "stays until it is unpinned" : "goes when newer ones have taken its place");
  return done;
}

int log(const GenerationsOptions& options) {
  Json json = Json::array();
  for (const indexer::HistoryEntry& entry : indexer::read_history(options.database)) {
    if (options.json)
      json.push_back(Json::parse(indexer::to_json(entry)));
    else
      fmt::print("{}  {:<8} {:>6}  {}{}\n", entry.time, entry.action, entry.generation, entry.who,
                 entry.why.empty() ? "" : ": " + entry.why);
  }
  if (options.json) fmt::print("{}\n", json.dump(2));
  return done;
}

int diff(const GenerationsOptions& options) {
  const std::uint64_t current = indexer::published(options.database);
  DiffOptions asked{
      .database = options.database, .before = current, .after = chosen(options, current), .queries = options.queries};
  if (options.numbers.size() == 2) {
    asked.before = options.numbers[0];
    asked.after = options.numbers[1];
  } else if (asked.after == current) {
    asked.before = before(options.database, current);
    if (asked.before == 0) {
      fmt::print(stderr, "pramen: nothing was published before generation {}; name two generations\n", current);
      return wrong_usage;
    }
  }
  const InterruptGuard guard;
  int code = done;
  const auto made = diff_generations(asked, &code);
  if (!made) return code;
  fmt::print("{}", options.json ? query::to_json(*made) + "\n" : to_text(*made, options.limit));
  return options.strict && made->any_worse() ? input_has_faults : done;
}

}  // namespace

int generations(const GenerationsOptions& options) {
  const auto numbers = indexer::list_generations(options.database);
  if (numbers.empty()) throw std::runtime_error(fmt::format("there is no database in {}", options.database.string()));
  for (const std::uint64_t number : options.numbers) {
    if (std::ranges::find(numbers, number) != numbers.end()) continue;
    fmt::print(stderr, "pramen: there is no generation {}; there are {}\n", number, fmt::join(numbers, ", "));
    return wrong_usage;
  }
  if (options.numbers.size() > 1 && options.action != "diff") {
    fmt::print(stderr, "pramen: {} takes one generation\n", options.action);
    return wrong_usage;
  }
  if (options.action == "list") return list(options);
  if (options.action == "show") return show(options);
  if (options.action == "check") return check(options);
  if (options.action == "diff") return diff(options);
  if (options.action == "log") return log(options);
  if (options.action == "publish") return publish(options);
  return options.action == "rollback" ? rollback(options) : pin(options);
}

}  // namespace pramen::cli
