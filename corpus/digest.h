// What a text is known again by. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pramen::corpus {

// BLAKE2b of 16 to 64 bytes, in hexadecimal digits.
std::string digest(std::string_view text, std::size_t bytes);

}  // namespace pramen::corpus
