#include "server/entity_tag.h"

#include <fmt/format.h>

#include <cstdint>

#ifndef PRAMEN_VERSION
#define PRAMEN_VERSION "0"
#endif

namespace pramen::server {
namespace {

// FNV-1a over 64 bits. Whoever forges a tag only spoils their own cache.
void mix(std::uint64_t& hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  hash = (hash ^ 0xFF) * 0x100000001b3ULL;  // a byte that ends no UTF-8 text
}

std::string_view opaque(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

}  // namespace

std::string entity_tag(std::initializer_list<std::string_view> parts) {
  std::uint64_t first = 0xcbf29ce484222325ULL, second = 0x84222325cbf29ce4ULL;
  for (const auto part : parts) {
    mix(first, part);
    mix(second, part);
  }
  mix(first, PRAMEN_VERSION);
  return fmt::format("W/\"{:016x}{:016x}\"", first, second);
}

bool matches(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto begin = list.find_first_not_of(" \t,");
    if (begin == list.npos) return false;
    list.remove_prefix(begin);
    if (list.starts_with('*')) return true;
    // A tag may hold commas, so it ends at its closing quote.
    const auto open = list.find('"');
    const auto close = open == list.npos ? list.npos : list.find('"', open + 1);
    if (close == list.npos) return false;
    if (opaque(list.substr(0, close + 1)) == opaque(tag)) return true;
    list.remove_prefix(close + 1);
  }
  return false;
}

void add_validators(HttpResponse& response, const std::string& tag) {
  response.set("ETag", tag);
  response.set("Cache-Control", "no-cache");
}

HttpResponse not_modified(const std::string& tag, std::string_view vary) {
  HttpResponse response;
  response.status = 304;
  add_validators(response, tag);
  response.set("Vary", std::string(vary));
  return response;
}

}  // namespace pramen::server
