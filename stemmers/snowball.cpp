#include "stemmers/snowball.h"

#include <xapian.h>
#include <map>

namespace pramen::stemmers {
namespace {

// Xapian 1.4 knows no Slovak, Czech or Bulgarian.
Xapian::Stem make(std::string_view lang) {
  if (lang == "de" || lang == "hu" || lang == "en") return Xapian::Stem(std::string(lang));
  return {};
}

}  // namespace

std::string snowball_stem(std::string_view lang, const std::string& word) {
  // A Xapian::Stem keeps a buffer, so each thread has its own.
  thread_local std::map<std::string, Xapian::Stem, std::less<>> stemmers;
  auto found = stemmers.find(lang);
  if (found == stemmers.end()) found = stemmers.emplace(std::string(lang), make(lang)).first;
  return found->second(word);
}

}  // namespace pramen::stemmers
