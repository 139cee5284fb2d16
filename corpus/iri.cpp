#include "corpus/iri.h"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace pramen::corpus {
namespace {

const std::uint8_t* bytes(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }

// Length of "scheme:" at the beginning, without the colon; 0 if there is none.
std::size_t scheme_length(std::string_view iri) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (iri.empty() || !letter(iri.front())) return 0;
  const auto end = std::ranges::find_if_not(
      iri, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; });
  return end != iri.end() && *end == ':' ? static_cast<std::size_t>(end - iri.begin()) : 0;
}

// RFC 3987, 2.2: what stands in no IRI.
constexpr auto forbidden = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t i = 0; i <= 0x20; ++i) bytes[i] = true;
  for (const unsigned char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '\x7F'}) bytes[c] = true;
  return bytes;
}();

}  // namespace

bool is_absolute_iri(std::string_view iri) {
  const std::size_t scheme = scheme_length(iri);
  return scheme > 0 && scheme + 1 < iri.size() && iri.size() <= max_iri_bytes &&
         std::ranges::none_of(iri, [](char c) { return forbidden[static_cast<unsigned char>(c)]; });
}

std::string resolved(std::string_view reference, std::string_view base) {
  if (base.empty() || scheme_length(reference) > 0) return std::string(reference);
  if (reference.empty()) return std::string(base.substr(0, base.find('#')));
  const std::string reference_copy(reference), base_copy(base);
  SerdURI parsed = SERD_URI_NULL, parsed_base = SERD_URI_NULL;
  if (serd_uri_parse(bytes(reference_copy), &parsed) != SERD_SUCCESS) return reference_copy;
  if (serd_uri_parse(bytes(base_copy), &parsed_base) != SERD_SUCCESS) return reference_copy;
  SerdURI target = SERD_URI_NULL;
  serd_uri_resolve(&parsed, &parsed_base, &target);
  std::string whole;
  const auto append = [](const void* text, std::size_t length, void* to) -> std::size_t {
    static_cast<std::string*>(to)->append(static_cast<const char*>(text), length);
    return length;
  };
  serd_uri_serialise(&target, append, &whole);
  return whole;
}

}  // namespace pramen::corpus
