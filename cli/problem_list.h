// Problems on their way out, as text or as JSON; shared by all commands that read a corpus.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "corpus/problem_json.h"

namespace pramen::cli {

// JSON reports list so many problems; check says "complete": false when there were more.
inline constexpr std::size_t max_listed_problems = 100'000;

inline std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// In which problems are told: the one that was asked for, else that of the locale, else English.
std::string message_language(const std::string& asked);

}  // namespace pramen::cli
