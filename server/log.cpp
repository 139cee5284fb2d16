#include "server/log.h"

#include <fmt/format.h>

namespace pramen::server {

std::string escaped(std::string_view text) {
  constexpr std::size_t most = 300;
  std::string result;
  for (std::size_t i = 0; i < text.size() && i < most; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // C1 controls are two bytes in UTF-8, and some terminals obey them.
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) {
      result += fmt::format("\\u00{:02x}", static_cast<unsigned char>(text[++i]));
    } else if (byte < 0x20 || byte == 0x7F || byte == '\\') {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += text[i];
    }
  }
  return text.size() > most ? result + "..." : result;
}

}  // namespace pramen::server
