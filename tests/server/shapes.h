// Holds an answer against the schema that openapi.json declares for it: the part
// of JSON Schema that the description uses.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pramen::tests {

// Every fault as "path: what is wrong". Members that the schema does not name
// are faults too, so that the description stays whole.
std::vector<std::string> shape_faults(const nlohmann::json& api, const nlohmann::json& schema,
                                      const nlohmann::json& value);

// The schema of an answer to GET `path` with this status.
nlohmann::json answer_schema(const nlohmann::json& api, const std::string& path, const std::string& status);

}  // namespace pramen::tests
