#include "server/fault_texts.h"

#include <nlohmann/json.hpp>
#include <set>

namespace pramen::server {
namespace {

std::string fault_text(const Texts& texts, const corpus::Schema& schema, const query::RequestFault& fault) {
  if (fault.parameter == "offset" || fault.parameter == "limit") return texts["error_far"];
  if (fault.parameter == "q") return texts["error_long"];
  const auto* facet = schema.facet(fault.parameter);
  const std::string name =
      facet == nullptr ? fault.parameter : std::string(corpus::label_in(facet->labels, texts.code(), facet->name));
  return texts.fill("error_parameter", {{"name", name}});
}

}  // namespace

nlohmann::json fault_texts(const Texts& texts, const corpus::Schema& schema,
                           const std::vector<query::RequestFault>& faults) {
  auto errors = nlohmann::json::array();
  std::set<std::string> seen;
  for (const auto& fault : faults) {
    if (std::string text = fault_text(texts, schema, fault); seen.insert(text).second)
      errors.push_back({{"text", text}});
  }
  return errors;
}

}  // namespace pramen::server
