#include "cli/parameters.h"

#include <fmt/format.h>

namespace pramen::cli {

bool add_filters(const std::vector<std::string>& filters, std::vector<query::Parameter>& parameters) {
  for (const std::string& filter : filters) {
    const std::size_t equals = filter.find('=');
    if (equals == std::string::npos) {
      fmt::print(stderr, "pramen: --filter takes FACET=VALUE, such as country=sk; this is not: {}\n", filter);
      return false;
    }
    parameters.emplace_back(filter.substr(0, equals), filter.substr(equals + 1));
  }
  return true;
}

bool are_sound(const std::vector<query::RequestFault>& faults) {
  for (const query::RequestFault& fault : faults)
    fmt::print(stderr, "pramen: {}{}\n", fault.what, fault.hint.empty() ? "" : " (" + fault.hint + ")");
  return faults.empty();
}

}  // namespace pramen::cli
