#include "server/cross_origin.h"

#include <algorithm>

#include "server/admin/path.h"
#include "server/origin.h"
#include "server/problem.h"

namespace pramen::server {
namespace {

constexpr std::string_view any_page = "*";

bool is_shared(const HttpRequest& request) {
  return request.path.starts_with("/api/v1/") && !admin::is_admin_path(request.path);
}

// What Access-Control-Allow-Origin says to the page; empty: nothing.
std::string allowed_for(std::span<const std::string> allowed, std::string_view page_origin) {
  if (std::ranges::find(allowed, any_page) != allowed.end()) return std::string(any_page);
  return std::ranges::find(allowed, page_origin) != allowed.end() ? std::string(page_origin) : std::string();
}

void vary_by_origin(HttpResponse& response) {
  const auto vary = std::ranges::find(response.headers, "Vary", &std::pair<std::string, std::string>::first);
  if (vary == response.headers.end())
    response.set("Vary", "Accept-Encoding, Origin");
  else
    vary->second += ", Origin";
}

}  // namespace

std::optional<std::string> read_allowed_origin(std::string_view text) {
  if (text == any_page) return std::string(text);
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  auto origin = read_origin(lower);
  if (!origin) return std::nullopt;
  const std::string_view usual_port = origin->starts_with("https:") ? ":443" : ":80";
  if (origin->ends_with(usual_port)) origin->resize(origin->size() - usual_port.size());
  return origin;
}

void share_with_page(std::span<const std::string> allowed, const HttpRequest& request, HttpResponse& response) {
  if (allowed.empty() || !is_shared(request)) return;
  const std::string page = allowed_for(allowed, request.page_origin);
  // A cache must not give one page's answer to another, nor that of a page to who named none.
  if (page != any_page) vary_by_origin(response);
  if (page.empty()) return;
  response.set("Access-Control-Allow-Origin", page);
  response.set("Access-Control-Expose-Headers", "ETag, X-Request-Id");
}

HttpResponse preflight_answer(std::span<const std::string> allowed, const HttpRequest& request) {
  if (!is_shared(request) || allowed_for(allowed, request.page_origin).empty()) {
    auto refused = problem(405, "", "only GET and HEAD are served", request);
    refused.set("Allow", "GET, HEAD");
    return refused;
  }
  HttpResponse response;
  response.status = 204;
  response.set("Access-Control-Allow-Methods", "GET, HEAD");
  response.set("Access-Control-Allow-Headers", "If-None-Match");
  response.set("Access-Control-Max-Age", "86400");
  return response;
}

}  // namespace pramen::server
