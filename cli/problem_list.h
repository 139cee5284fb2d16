// Problems on their way out, as text or as JSON; shared by check and index.
#pragma once

#include <nlohmann/json.hpp>

#include "corpus/problem.h"

namespace pramen::cli {

// JSON reports list so many problems; check says "complete": false when there were more.
inline constexpr std::size_t max_listed_problems = 100'000;

inline nlohmann::ordered_json to_json(const corpus::Problem& problem) {
  return {{"severity", problem.severity == corpus::Severity::fault ? "fault" : "warning"},
          {"file", problem.where.file},
          {"line", std::max<std::size_t>(problem.where.line, 1)},
          {"column", std::max<std::size_t>(problem.where.column, 1)},
          {"rule", problem.rule},
          {"message", problem.what},
          {"hint", problem.hint},
          {"record", problem.record}};
}

inline std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace pramen::cli
