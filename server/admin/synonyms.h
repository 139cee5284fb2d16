// The synonyms of the corpus folder (synonyms.jsonl, docs/thesaurus.md), read and changed as a whole. A change is on disk
// when it is answered, and holds with the next index job.
//
// Checked together with the thesaurus before the file is touched. A synonyms.ttl stays as it is and is checked along.
// Any thread; one writer at a time.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>

#include "corpus/schema.h"
#include "server/admin/conditions.h"
#include "server/admin/list_outcome.h"
#include "server/admin/records.h"

namespace pramen::server::admin {

class Synonyms {
 public:
  Synonyms(std::filesystem::path corpus, Records& records) : root_(std::move(corpus)), records_(records) {}

  ListOutcome get();
  // `json` may be anything. With nothing in it the file goes.
  ListOutcome put(const std::string& json, const Conditions& conditions);

 private:
  std::filesystem::path file() const;
  ListOutcome stored() const;

  const std::filesystem::path root_;
  Records& records_;
  std::mutex mutex_;
};

}  // namespace pramen::server::admin
