#include "server/marked.h"

#include <string_view>

namespace pramen::server {

std::string marked_only(const std::string& html) {
  for (std::size_t at = 0; (at = html.find('<', at)) != html.npos; ++at) {
    const auto rest = std::string_view(html).substr(at);
    if (!rest.starts_with("<mark>") && !rest.starts_with("</mark>")) return {};
  }
  return html;
}

}  // namespace pramen::server
