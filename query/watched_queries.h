// Searches that an editor keeps an eye on: a file of one JSON object a line,
// {"text": "sociálny podnik", "lang": "sk"}, as `pramen batch` takes it; `lang` and everything else may be missing.
// In a corpus folder it is queries.jsonl.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "corpus/problem.h"
#include "corpus/schema.h"

namespace pramen::query {

struct WatchedQuery {
  std::string text, lang;
  bool operator==(const WatchedQuery&) const = default;
};

// Lines that are none are reported with their place and passed over. Throws std::runtime_error if the
// file cannot be read.
std::vector<WatchedQuery> read_watched_queries(const std::filesystem::path& file, const corpus::Schema& schema,
                                               const corpus::ProblemSink& problem);

}  // namespace pramen::query
