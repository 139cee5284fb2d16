#include "server/templates.h"

#include <array>
#include <kainjow/mustache.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/assets.h"

namespace pramen::server {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

constexpr std::array names = {"layout",
                              "search",
                              "facet_value",
                              "record",
                              "record_head",
                              "network_graph",
                              "map",
                              "map_picture",
                              "a_to_z",
                              "not_found",
                              "concept",
                              "compare",
                              "concept_missing",
                              "opensearch",
                              "about",
                              "failure",
                              "histogram",
                              "share",
                              "editor",
                              "editor_sign_in",
                              "editor_refused",
                              "editor_overview",
                              "editor_jobs",
                              "editor_job",
                              "editor_file",
                              "editor_upload",
                              "editor_best_bets",
                              "editor_queries",
                              "editor_generations",
                              "editor_generation",
                              "editor_keys",
                              "editor_log"};

// Empty text counts as false, so that {{#x}} means "if there is any".
data to_data(const nlohmann::json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::object: {
      data object{data::type::object};
      for (const auto& [key, value] : json.items()) object.set(key, to_data(value));
      return object;
    }
    case nlohmann::json::value_t::array: {
      data list{data::type::list};
      for (const auto& value : json) list.push_back(to_data(value));
      return list;
    }
    case nlohmann::json::value_t::string: {
      const auto& text = json.get_ref<const std::string&>();
      return text.empty() ? data{false} : data{text};
    }
    case nlohmann::json::value_t::boolean: return data{json.get<bool>()};
    case nlohmann::json::value_t::null: return data{false};
    default: return data{json.dump()};
  }
}

mustache parse(std::string_view name) {
  const auto bytes = web_file("templates/" + std::string(name) + ".mustache");
  mustache parsed{std::string(bytes)};
  if (bytes.empty() || !parsed.is_valid())
    throw std::runtime_error("template " + std::string(name) + ": " + parsed.error_message());
  return parsed;
}

}  // namespace

std::string render(std::string_view name, const nlohmann::json& json) {
  // Rendering changes the parsed template, so each thread has its own.
  static thread_local std::map<std::string, mustache, std::less<>> parsed;
  auto found = parsed.find(name);
  if (found == parsed.end()) found = parsed.emplace(std::string(name), parse(name)).first;
  return found->second.render(to_data(json));
}

void check_templates() {
  for (const std::string_view name : names) parse(name);
}

}  // namespace pramen::server
