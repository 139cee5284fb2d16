#include "corpus/problem_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pramen::corpus {

nlohmann::ordered_json to_json(const Problem& problem, std::string_view lang) {
  return {{"severity", problem.severity == Severity::fault ? "fault" : "warning"},
          {"file", problem.where.file},
          {"line", std::max<std::size_t>(problem.where.line, 1)},
          {"column", std::max<std::size_t>(problem.where.column, 1)},
          {"rule", problem.rule},
          {"message", problem.what.in(lang)},
          {"hint", problem.hint.in(lang)},
          {"record", problem.record}};
}

}  // namespace pramen::corpus
