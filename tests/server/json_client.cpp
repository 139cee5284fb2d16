#include "tests/server/json_client.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/server/client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {

nlohmann::json get_json(const std::string& target, int status) {
  const auto reply = get(shared_port(), target);
  EXPECT_EQ(reply.status, status) << target;
  return nlohmann::json::parse(reply.body);
}

void expect_shape(const std::string& path, const std::string& status, const nlohmann::json& value) {
  static const nlohmann::json api = get_json("/api/v1/openapi.json");
  EXPECT_EQ(shape_faults(api, answer_schema(api, path, status), value), std::vector<std::string>{});
}

}  // namespace pramen::tests
