#include "tests/server/shapes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

const Json& resolved(const Json& api, const Json& schema) {
  if (!schema.contains("$ref")) return schema;
  const auto pointer = schema["$ref"].get<std::string>().substr(1);
  return api.at(Json::json_pointer(pointer));
}

bool is_type(const std::string& type, const Json& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

bool has_type(const Json& type, const Json& value) {
  if (type.is_string()) return is_type(type.get<std::string>(), value);
  return std::ranges::any_of(type, [&](const Json& one) { return is_type(one.get<std::string>(), value); });
}

void check(const Json& api, const Json& unresolved, const Json& value, const std::string& path,
           std::vector<std::string>& faults) {
  const Json& schema = resolved(api, unresolved);
  if (schema.contains("type") && !has_type(schema["type"], value)) {
    faults.push_back(path + ": is a " + value.type_name());
    return;
  }
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
    faults.push_back(path + ": is not one of the values");
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i)
      check(api, schema["items"], value[i], path + "/" + std::to_string(i), faults);
  }
  if (!value.is_object()) return;
  for (const auto& name : schema.value("required", Json::array())) {
    if (!value.contains(name.get<std::string>())) faults.push_back(path + ": lacks " + name.get<std::string>());
  }
  for (const auto& [name, member] : value.items()) {
    if (schema.contains("properties") && schema["properties"].contains(name)) {
      check(api, schema["properties"][name], member, path + "/" + name, faults);
    } else if (schema.contains("additionalProperties")) {
      check(api, schema["additionalProperties"], member, path + "/" + name, faults);
    } else if (schema.contains("properties")) {
      faults.push_back(path + ": holds " + name + ", which is not described");
    }
  }
}

}  // namespace

std::vector<std::string> shape_faults(const Json& api, const Json& schema, const Json& value) {
  std::vector<std::string> faults;
  check(api, schema, value, "", faults);
  return faults;
}

Json answer_schema(const Json& api, const std::string& path, const std::string& status) {
  const Json& response = resolved(api, api.at("paths").at(path).at("get").at("responses").at(status));
  return response.at("content").front().at("schema");
}

}  // namespace pramen::tests
