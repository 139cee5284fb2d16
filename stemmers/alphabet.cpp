#include "stemmers/alphabet.h"

#include <unicode/alphaindex.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

namespace pramen::stemmers {
namespace {

using Made = icu::AlphabeticIndex::ImmutableIndex;

void check(UErrorCode status, std::string_view lang) {
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no alphabet for " + std::string(lang));
}

// With the letters of `others` behind its own.
std::unique_ptr<Made> make(const std::string& lang, std::initializer_list<const char*> others) {
  UErrorCode status = U_ZERO_ERROR;
  icu::AlphabeticIndex index(icu::Locale(lang.c_str()), status);
  check(status, lang);
  for (const char* other : others) index.addLabels(icu::Locale(other), status);
  std::unique_ptr<Made> made(index.buildImmutableIndex(status));
  check(status, lang);
  return made;
}

// ICU writes letters of two characters as CH and GY.
std::string as_written(const icu::UnicodeString& label, const std::string& lang) {
  std::string letter;
  icu::UnicodeString(label).toTitle(nullptr, icu::Locale(lang.c_str())).toUTF8String(letter);
  return letter;
}

std::vector<std::string> letters_of(const Made& index, const std::string& lang) {
  std::vector<std::string> letters;
  for (int32_t i = 0; i < index.getBucketCount(); ++i) {
    const icu::AlphabeticIndex::Bucket& bucket = *index.getBucket(i);
    const bool rest = bucket.getLabelType() != U_ALPHAINDEX_NORMAL;
    letters.push_back(rest ? std::string(rest_letter) : as_written(bucket.getLabel(), lang));
  }
  return letters;
}

}  // namespace

class Alphabet::Index {
 public:
  explicit Index(std::unique_ptr<const Made> made) : made_(std::move(made)) {}
  const Made& operator*() const { return *made_; }

 private:
  const std::unique_ptr<const Made> made_;
};

const Alphabet& Alphabet::of(std::string_view lang) {
  static std::mutex mutex;
  static std::map<std::string, Alphabet, std::less<>> made;
  const std::scoped_lock lock(mutex);
  const auto found = made.find(lang);
  return found != made.end() ? found->second : made.emplace(lang, Alphabet(lang)).first->second;
}

Alphabet::Alphabet(std::string_view lang) {
  const std::string code(lang);
  index_ = std::make_unique<const Index>(make(code, {"en", "bg"}));
  const std::vector<std::string> own = letters_of(*make(code, {}), code);
  for (std::string& letter : letters_of(**index_, code)) {
    const bool is_own = letter != rest_letter && std::ranges::find(own, letter) != own.end();
    sections_.push_back({std::move(letter), is_own});
  }
}

Alphabet::~Alphabet() = default;
Alphabet::Alphabet(Alphabet&&) noexcept = default;
Alphabet& Alphabet::operator=(Alphabet&&) noexcept = default;

std::size_t Alphabet::section_of(std::string_view title) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = icu::UnicodeString::fromUTF8({title.data(), static_cast<int32_t>(title.size())});
  const int32_t place = (**index_).getBucketIndex(text, status);
  return U_FAILURE(status) || place < 0 ? 0 : static_cast<std::size_t>(place);
}

}  // namespace pramen::stemmers
