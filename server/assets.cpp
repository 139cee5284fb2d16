#include "server/assets.h"

#include <algorithm>
#include <map>

#include "pramen_server_files.h"
#include "server/entity_tag.h"
#include "server/problem.h"

namespace pramen::server {
namespace {

constexpr std::string_view widget_path = "assets/pramen.js";

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".png")) return "image/png";
  if (name.ends_with(".woff2")) return "font/woff2";
  return "application/octet-stream";
}

// Hashed once: every page names three of them.
const std::map<std::string_view, std::string, std::less<>>& tags() {
  static const auto table = [] {
    std::map<std::string_view, std::string, std::less<>> made;
    for (const auto& file : embedded_files()) made[file.path] = entity_tag({file.bytes});
    return made;
  }();
  return table;
}

std::string version_of(std::string_view path) { return tags().at(path).substr(3, 12); }

}  // namespace

std::string_view web_file(std::string_view path) {
  const auto files = embedded_files();
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  return found == files.end() ? std::string_view{} : found->bytes;
}

std::string asset_address(std::string_view name) {
  const std::string path = "assets/" + std::string(name);
  return "/" + path + "?v=" + version_of(path);
}

std::string font_address(std::string_view letters) {
  const std::string start = "assets/source-sans-" + std::string(letters) + ".";
  const auto files = embedded_files();
  const auto found =
      std::ranges::find_if(files, [&](const EmbeddedFile& file) { return file.path.starts_with(start); });
  return found == files.end() ? std::string() : "/" + std::string(found->path);
}

const std::string& web_fingerprint() {
  static const std::string fingerprint = [] {
    std::string all;
    for (const auto& file : embedded_files()) all += entity_tag({file.path, file.bytes});
    return entity_tag({all});
  }();
  return fingerprint;
}

HttpResponse widget_script(AnswerCache& cache, const HttpRequest& request) {
  auto response = cache.answer(request, tags().at(widget_path), "Accept-Encoding", [] {
    HttpResponse made;
    made.type = type_of(widget_path);
    made.body = web_file(widget_path);
    return made;
  });
  for (auto& [header, value] : response.headers) {
    if (header == "Cache-Control") value = "public, max-age=600";
  }
  response.set("Cross-Origin-Resource-Policy", "cross-origin");
  response.set("Access-Control-Allow-Origin", "*");  // for <script crossorigin>
  return response;
}

HttpResponse asset(AnswerCache& cache, const HttpRequest& request, std::string_view name) {
  const std::string_view bytes = web_file("assets/" + std::string(name));
  if (bytes.data() == nullptr) return problem(404, "", "there is no such file", request);
  const std::string path = "assets/" + std::string(name);
  const std::string version = version_of(path);
  const std::string& tag = tags().at(path);
  // Asked for under another version, the bytes may be others tomorrow. A font has its version in its name.
  const bool versioned =
      name.ends_with(".woff2") || (request.parameters.size() == 1 &&
                                   request.parameters.front() == std::pair<std::string, std::string>("v", version));
  auto response = cache.answer(request, tag, "Accept-Encoding", [&] {
    HttpResponse made;
    made.type = type_of(name);
    made.body = bytes;
    return made;
  });
  for (auto& [header, value] : response.headers) {
    if (header == "Cache-Control" && versioned) value = "public, max-age=31536000, immutable";
  }
  return response;
}

}  // namespace pramen::server
