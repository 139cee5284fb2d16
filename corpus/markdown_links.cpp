// A browser strips white space and control characters from an address before it
// looks at the scheme, so this does too; and it is given the decoded address,
// escaped anew, so that it sees what was checked here.
#include "corpus/markdown_links.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace pramen::corpus {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

constexpr std::array names = {
    Name{"amp", "&"},      Name{"lt", "<"},          Name{"gt", ">"},        Name{"quot", "\""},
    Name{"apos", "'"},     Name{"nbsp", "\u00A0"},   Name{"shy", "\u00AD"},  Name{"ndash", "–"},
    Name{"mdash", "—"},    Name{"hellip", "…"},      Name{"euro", "€"},      Name{"copy", "©"},
    Name{"reg", "®"},      Name{"trade", "™"},       Name{"sect", "§"},      Name{"deg", "°"},
    Name{"times", "×"},    Name{"middot", "·"},      Name{"bull", "•"},      Name{"laquo", "«"},
    Name{"raquo", "»"},    Name{"bdquo", "„"},       Name{"ldquo", "“"},     Name{"rdquo", "”"},
    Name{"sbquo", "‚"},    Name{"lsquo", "‘"},       Name{"rsquo", "’"},     Name{"auml", "ä"},
    Name{"ouml", "ö"},     Name{"uuml", "ü"},        Name{"Auml", "Ä"},      Name{"Ouml", "Ö"},
    Name{"Uuml", "Ü"},     Name{"szlig", "ß"},       Name{"aacute", "á"},    Name{"eacute", "é"},
    Name{"iacute", "í"},   Name{"oacute", "ó"},      Name{"uacute", "ú"},    Name{"yacute", "ý"},
    Name{"colon", ":"},    Name{"Tab", "\t"},        Name{"NewLine", "\n"},  Name{"sol", "/"},
    Name{"num", "#"},      Name{"thinsp", "\u2009"}, Name{"ensp", "\u2002"}, Name{"emsp", "\u2003"},
    Name{"zwj", "\u200D"}, Name{"zwnj", "\u200C"}};

std::string utf8(std::uint32_t code) {
  std::string out;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
  return out;
}

std::string numbered(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t code = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, code, hexadecimal ? 16 : 10);
  const bool control = (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code < 0xA0);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (error != std::errc{} || stop != end || control || surrogate || code > 0x10FFFF) return "\uFFFD";
  return utf8(code);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_stripped(unsigned char c) { return c <= 0x20 || c == 0x7F; }

}  // namespace

std::string decoded_entity(std::string_view entity) {
  std::string_view name = entity;
  if (name.size() < 3 || !name.starts_with('&') || !name.ends_with(';')) return std::string(entity);
  name = name.substr(1, name.size() - 2);
  if (name.starts_with('#')) return numbered(name.substr(1));
  const auto found = std::ranges::find(names, name, &Name::first);
  return std::string(found == names.end() ? entity : found->second);
}

std::optional<std::string> safe_link(std::string_view destination) {
  std::string address;
  for (const char c : destination) {
    if (!is_stripped(static_cast<unsigned char>(c))) address += c;
  }
  std::string scheme = address.substr(0, address.find_first_of(":/?#"));
  const bool has_scheme = scheme.size() < address.size() && address[scheme.size()] == ':';
  if (has_scheme) {
    std::ranges::transform(scheme, scheme.begin(), lower);
    const std::string_view rest = std::string_view(address).substr(scheme.size());
    const bool web = (scheme == "http" || scheme == "https") && rest.starts_with("://") && rest.size() > 3;
    if (web || (scheme == "mailto" && rest.size() > 1)) return address;
    return std::nullopt;
  }
  // "//host" and "/\host" would leave the site.
  const bool path = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
  if (path || address.starts_with('#')) return address;
  return std::nullopt;
}

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      default: html += c;
    }
  }
}

}  // namespace pramen::corpus
