#include "cli/problem_list.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace pramen::cli {

std::string message_language(const std::string& asked) {
  if (!asked.empty()) return asked;
  // The first that is set holds (POSIX, Base Definitions, 8.2); "sk_SK.UTF-8".
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* locale = std::getenv(name);
    if (locale == nullptr || *locale == '\0') continue;
    const std::string_view lang = std::string_view(locale).substr(0, std::string_view(locale).find_first_of("_.@"));
    if (std::ranges::count(corpus::sentence_languages(), lang) > 0) return std::string(lang);
    break;
  }
  return "en";
}

}  // namespace pramen::cli
