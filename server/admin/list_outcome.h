// What came of reading or writing a list that an editor has as a whole: best bets, synonyms.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"
#include "server/http.h"

namespace pramen::server::admin {

struct ListOutcome {
  enum class State { found, updated, unchanged, invalid, conflict, not_matching };
  State state = State::found;
  std::string json;                       // {"best_bets": [...]}, where it is sound
  std::string tag;                        // its entity tag
  std::string detail;                     // of a conflict
  std::vector<corpus::Problem> problems;  // of an invalid one; warnings of one that was taken
};

// "best-bets" in types of problems, "the best bets" in sentences.
struct ListName {
  std::string_view slug, words;
};

// The file of a list in the corpus folder, on disk when it returns; with no lines it goes. Throws std::runtime_error.
void write_list(const std::filesystem::path& file, const std::string& lines);

HttpResponse to_response(const ListOutcome& outcome, const ListName& name, const HttpRequest& request);
// The same for a GET, which may name the tag.
HttpResponse to_read_response(const ListOutcome& outcome, const ListName& name, const HttpRequest& request);
// The 400 where a PUT has no body.
HttpResponse missing_list(const ListName& name, const HttpRequest& request);

}  // namespace pramen::server::admin
