// IRIs (RFC 3987) as far as RDF needs them. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pramen::corpus {

// Longer ones are refused: a short name can stand for a long one a million times.
inline constexpr std::size_t max_iri_bytes = 2'000;

// With a scheme and without characters that no IRI may hold.
bool is_absolute_iri(std::string_view iri);

// The reference as seen from `base` (RFC 3986, 5.2); the reference itself where there is no base.
std::string resolved(std::string_view reference, std::string_view base);

}  // namespace pramen::corpus
