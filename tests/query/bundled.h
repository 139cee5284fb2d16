// The records that the project ships, indexed once a process.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {

inline const std::shared_ptr<const Database>& bundled() {
  static const tests::TemporaryFolder folder;
  static const std::shared_ptr<const Database> opened = [] {
    indexer::build({.corpus = tests::bundled_corpus(), .database = folder / "db"}, [](corpus::Problem&&) {});
    return Database::open(folder / "db");
  }();
  return opened;
}

// The ids of all records that answer, page by page.
inline std::vector<std::string> all_ids(const Database& database, Request request) {
  std::vector<std::string> ids;
  request.limit = max_limit;
  request.passages = false;
  for (Answer page = database.search(request); !page.hits.empty(); page = database.search(request)) {
    for (const Hit& hit : page.hits) {
      if (!hit.partial) ids.push_back(hit.id);
    }
    request.offset += request.limit;
  }
  return ids;
}

}  // namespace pramen::query
