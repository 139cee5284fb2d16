// Which of the media types on offer a client would rather have: the Accept header (RFC 9110, 12.5.1). Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace pramen::server {

// The place among `offers` ("text/turtle; charset=utf-8"; the one we would rather give first). Of the ranges that
// name an offer the most exact one weighs it; of equal weights the first offer wins. Nothing if every offer is
// refused. Ranges that cannot be read are passed over; a header without any other takes everything.
std::optional<std::size_t> preferred(std::string_view accept, std::span<const std::string_view> offers);

}  // namespace pramen::server
