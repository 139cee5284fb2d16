// Answers of the shared server as JSON, and held against openapi.json.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace pramen::tests {

// Expects the status. Keep the answer where its parts are looped over.
nlohmann::json get_json(const std::string& target, int status = 200);

// Expects what the description declares for GET `path` and this status.
void expect_shape(const std::string& path, const std::string& status, const nlohmann::json& value);

}  // namespace pramen::tests
