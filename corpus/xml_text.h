// Text as XML writes it, in elements and in attributes. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace pramen::corpus {

inline std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\r': out += "&#13;"; break;  // a parser makes a line feed of the character itself
      default: out += c;
    }
  }
  return out;
}

}  // namespace pramen::corpus
