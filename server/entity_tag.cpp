#include "server/entity_tag.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstdint>

#ifndef PRAMEN_VERSION
#define PRAMEN_VERSION "0"
#endif

namespace pramen::server {
namespace {

// Each part with its length, so that no two lists of parts look alike.
void mix(crypto_generichash_state& state, std::string_view text) {
  const std::uint64_t size = text.size();
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

std::string_view opaque(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

}  // namespace

std::string entity_tag(std::initializer_list<std::string_view> parts) {
  // BLAKE2b: answers are kept under their tag, so nobody may be able to make two
  // requests with one tag.
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 16);
  for (const auto part : parts) mix(state, part);
  mix(state, PRAMEN_VERSION);
  std::array<unsigned char, 16> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::array<char, 33> digits{};
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  return fmt::format("W/\"{}\"", digits.data());
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
