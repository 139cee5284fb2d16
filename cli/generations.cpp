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
#include "server/admin/publishing.h"

namespace pramen::cli {
namespace {

using Json = nlohmann::ordered_json;

using Known = server::admin::KnownGenerations;

void print(const Known& known, std::uint64_t number) {
  const indexer::Manifest manifest = known.manifest(number);
  std::string notes;
  if (manifest.skipped > 0) notes += fmt::format(" ({} left out)", manifest.skipped);
  if (known.is_preview(number)) notes += " (preview)";
  if (known.is_pinned(number)) notes += " (pinned)";
  const std::string why = known.why(number);
  fmt::print("{} {:>6}  {}  {} records{}  {}{}\n", number == known.current() ? "*" : " ", number, manifest.published,
             manifest.records, notes, manifest.content_hash, why.empty() ? "" : "  " + why);
}

int list(const GenerationsOptions& options) {
  const Known known(options.database);
  Json json = Json::array();
  for (const std::uint64_t number : known.numbers()) {
    if (options.json)
      json.push_back(Json::parse(server::admin::to_json(known, number)));
    else
      print(known, number);
  }
  if (options.json) fmt::print("{}\n", json.dump(2));
  return done;
}

std::uint64_t chosen(const GenerationsOptions& options, std::uint64_t otherwise) {
  return options.numbers.empty() ? otherwise : options.numbers.front();
}

int show(const GenerationsOptions& options) {
  const Known known(options.database);
  const std::uint64_t number = chosen(options, known.current());
  if (options.json)
    fmt::print("{}\n", server::admin::to_json(known, number));
  else
    print(known, number);
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

server::admin::Author author_of(const GenerationsOptions& options) {
  return {.who = indexer::account_name(), .why = options.why};
}

int rollback(const GenerationsOptions& options) {
  const auto switched = server::admin::roll_back(options.database, chosen(options, 0), author_of(options));
  if (switched.to == 0) {
    fmt::print(stderr,
               "pramen: nothing was published before generation {}; name one that `pramen generations list` shows\n",
               switched.from);
    return wrong_usage;
  }
  fmt::print(stderr, "generation {} is published again (it was {})\n", switched.to, switched.from);
  return done;
}

int publish(const GenerationsOptions& options) {
  if (options.numbers.empty()) {
    fmt::print(stderr, "pramen: say which generation; `pramen generations list` shows those there are\n");
    return wrong_usage;
  }
  const auto switched = server::admin::publish(options.database, options.numbers.front(), author_of(options));
  if (switched.from == switched.to)
    fmt::print(stderr, "generation {} is published already\n", switched.to);
  else
    fmt::print(stderr, "generation {} is published (it was {})\n", switched.to, switched.from);
  return done;
}

int pin(const GenerationsOptions& options) {
  const std::uint64_t number = chosen(options, indexer::published(options.database));
  const bool stays = options.action == "pin";
  server::admin::pin(options.database, number, stays, author_of(options));
  fmt::print(stderr, "generation {} {}\n", number,
             stays ? "stays until it is unpinned" : "goes when newer ones have taken its place");
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
    asked.before = Known(options.database).before();
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
