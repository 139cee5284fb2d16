#include <unicode/coll.h>

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

const icu::Collator& collator(const std::string& lang) {
  // Collators are thread-safe for const use once made.
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<icu::Collator>> made;
  const std::scoped_lock lock(mutex);
  std::unique_ptr<icu::Collator>& slot = made[lang];
  if (!slot) {
    UErrorCode status = U_ZERO_ERROR;
    slot.reset(icu::Collator::createInstance(icu::Locale(lang.c_str()), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation data for " + lang);
  }
  return *slot;
}

}  // namespace

std::string collation_key(std::string_view title, std::string_view lang) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8({title.data(), static_cast<int32_t>(title.size())});
  const icu::Collator& rules = collator(std::string(lang));
  std::string key(static_cast<std::size_t>(rules.getSortKey(text, nullptr, 0)), '\0');
  rules.getSortKey(text, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
  if (!key.empty()) key.pop_back();  // ICU's terminating NUL
  return key;
}

}  // namespace pramen::stemmers
