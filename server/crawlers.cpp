#include "server/crawlers.h"

#include <fmt/format.h>

#include <chrono>

#include "server/entity_tag.h"
#include "server/problem.h"

namespace pramen::server {
namespace {

constexpr std::string_view rules = "User-agent: *\nDisallow: /api/\nDisallow: /*?*_year\nAllow: /\n";
constexpr std::chrono::days valid{180};

HttpResponse text(AnswerCache& cache, const HttpRequest& request, std::string body) {
  return cache.answer(request, entity_tag({request.path, body}), "Accept-Encoding", [&] {
    HttpResponse response;
    response.body = std::move(body);
    response.set("Vary", "Accept-Encoding");
    return response;
  });
}

// By whole days, so that the answer is the same all day.
std::string expiry() {
  using namespace std::chrono;
  const year_month_day day{floor<days>(system_clock::now()) + valid};
  return fmt::format("{:04}-{:02}-{:02}T00:00:00Z", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

HttpResponse robots(AnswerCache& cache, const HttpRequest& request) {
  std::string body(rules);
  if (!request.origin.empty()) body += "\nSitemap: " + request.origin + "/sitemap.xml\n";
  return text(cache, request, std::move(body));
}

HttpResponse security_text(AnswerCache& cache, const HttpRequest& request, std::string_view contact) {
  if (contact.empty()) return problem(404, "", "no contact is set (security_contact)", request);
  std::string body = fmt::format("Contact: {}\nExpires: {}\n", contact, expiry());
  if (!request.origin.empty()) body += "Canonical: " + request.origin + "/.well-known/security.txt\n";
  return text(cache, request, std::move(body));
}

}  // namespace pramen::server
