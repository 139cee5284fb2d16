// The records of the corpus folder, read and changed one by one. A change is on
// disk when it is answered, and searchable with the next index job.
//
// Everything is checked by the readers of `pramen check` before a file is touched;
// files whose meaning stays are left alone, byte for byte. Any thread; one writer
// at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"
#include "corpus/record_files.h"
#include "corpus/record_nodes.h"
#include "server/admin/conditions.h"
#include "server/admin/corpus_mutex.h"

namespace pramen::server::admin {

struct RecordOutcome {
  enum class State { found, created, updated, unchanged, deleted, missing, invalid, conflict, not_matching };
  State state = State::found;
  std::string id;
  std::string json;                       // the record, where there is one
  std::string tag;                        // its entity tag
  std::string detail;                     // of a conflict
  std::vector<corpus::Problem> problems;  // of an invalid one; warnings of one that was taken
};
std::string_view name_of(RecordOutcome::State state);

class Records {
 public:
  Records(std::filesystem::path corpus, CorpusMutex& mutex) : root_(std::move(corpus)), mutex_(mutex), files_(root_) {}

  // Throws std::runtime_error where it has faults.
  corpus::Schema schema() const;
  // Of all that lie there, sound or not.
  std::vector<std::string> ids();
  RecordOutcome get(std::string_view id);
  // `json` may be anything.
  RecordOutcome put(std::string_view id, const std::string& json, const Conditions& conditions);
  // A merge patch (RFC 7396) of what get() gives.
  RecordOutcome patch(std::string_view id, const std::string& json, const Conditions& conditions);
  RecordOutcome remove(std::string_view id, const Conditions& conditions);
  // One record a line, each put on its own; `told` hears of every line that is not blank, in their order.
  void bulk(std::string_view lines, const std::function<void(std::size_t line, const RecordOutcome&)>& told);

 private:
  struct Stored;
  struct Draft;

  Stored stored(std::string_view id, const corpus::Schema& schema) const;
  Draft draft(std::string text, std::string_view id, std::uint32_t line, const corpus::Schema& schema) const;
  // Found: it is there and the conditions are met; else why it cannot be changed.
  static RecordOutcome changeable(std::string_view id, const Stored& before, const Conditions& conditions);
  // What would lead nowhere without the record: ids of others that name it in their relations, and places of best bets.
  std::vector<std::string> naming_records(std::string_view id, const corpus::Schema& schema) const;
  std::vector<std::string> naming_bets(std::string_view id, const corpus::Schema& schema) const;
  // Where its relations lead to records that are there.
  RecordOutcome save_one(Draft&& draft, const Stored& before, const corpus::Schema& schema);
  RecordOutcome save(Draft&& draft, const Stored& before, const corpus::Schema& schema);
  void write(const corpus::Record& record, const Stored& before, const corpus::Schema& schema);

  const std::filesystem::path root_;
  CorpusMutex& mutex_;
  corpus::RecordFiles files_;
};

}  // namespace pramen::server::admin
