#include "cli/report/addresses.h"

#include <algorithm>
#include <variant>

namespace pramen::report {
namespace {

// What stands behind "https://".
std::string_view without_scheme(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(scheme + 3);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::vector<const corpus::Source*> sources_of(const corpus::Record& record) {
  std::vector<const corpus::Source*> sources;
  for (const auto& [field, value] : record.facts) {
    const auto* list = std::get_if<std::vector<corpus::Source>>(&value);
    if (list == nullptr) continue;
    for (const corpus::Source& source : *list) sources.push_back(&source);
  }
  return sources;
}

std::string host_of(std::string_view url) {
  std::string_view host = without_scheme(url);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  std::string name(host);
  std::ranges::transform(name, name.begin(), lower);
  while (name.ends_with('.')) name.pop_back();
  if (name.starts_with("www.")) name.erase(0, 4);
  return name;
}

std::string page_of(std::string_view url) {
  std::string_view rest = without_scheme(url);
  rest.remove_prefix(std::min(rest.find_first_of("/?#"), rest.size()));
  rest = rest.substr(0, rest.find('#'));
  while (rest.ends_with('/')) rest.remove_suffix(1);
  return host_of(url) + std::string(rest);
}

bool is_plain_http(std::string_view url) { return url.size() > 7 && (url[4] == ':') && lower(url[0]) == 'h'; }

}  // namespace pramen::report
