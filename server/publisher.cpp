#include "server/publisher.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "corpus/input.h"
#include "server/entity_tag.h"
#include "server/problem.h"
#include "server/server.h"

namespace pramen::server {
namespace {

constexpr std::size_t max_theme_bytes = 64 << 10;

std::string read_theme(const std::filesystem::path& path) {
  corpus::WholeFile file = corpus::read_whole(path, max_theme_bytes);
  if (file.too_large)
    throw std::runtime_error(fmt::format("theme {}: a style sheet of at most 64 KiB is expected", path.string()));
  if (!file.error.empty()) throw std::runtime_error(fmt::format("theme {}: the file cannot be read", path.string()));
  return std::move(file.text);
}

}  // namespace

Publisher publisher_of(const Settings& settings) {
  return {.name = settings.publisher,
          .contact = settings.contact,
          .enforcement = settings.enforcement,
          .slovak_state = settings.state_bar == "sk",
          .theme = settings.theme.empty() ? std::string() : read_theme(settings.theme)};
}

const Publisher& publisher_of(const HttpRequest& request) {
  static const Publisher nobody;
  return request.publisher == nullptr ? nobody : *request.publisher;
}

std::string theme_address(const Publisher& publisher) {
  return publisher.theme.empty() ? std::string() : "/theme.css?v=" + entity_tag({publisher.theme}).substr(3, 12);
}

std::string fingerprint(const Publisher& publisher) {
  return entity_tag(
      {publisher.name, publisher.contact, publisher.enforcement, publisher.slovak_state ? "sk" : "", publisher.theme});
}

HttpResponse theme(const HttpRequest& request) {
  const Publisher& publisher = publisher_of(request);
  if (publisher.theme.empty()) return problem(404, "", "no theme is set (theme)", request);
  const bool versioned =
      "/theme.css?v=" + std::string(request.parameters.empty() ? "" : request.parameters[0].second) ==
      theme_address(publisher);
  HttpResponse response;
  response.type = "text/css; charset=utf-8";
  response.body = publisher.theme;
  response.set("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace pramen::server
