// A problem as JSON, the same wherever a program reads it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "corpus/problem.h"

namespace pramen::corpus {

// {"severity", "file", "line", "column", "rule", "message", "hint", "record"}; lines and columns count from 1.
// The two sentences in a language of sentence_languages().
nlohmann::ordered_json to_json(const Problem& problem, std::string_view lang = "en");

}  // namespace pramen::corpus
