// What differs between languages beside words, as the Unicode CLDR has it (through ICU): plural forms, numbers, dates.
// Immutable; any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pramen::server {

class Locale {
 public:
  // "en_GB". Throws std::runtime_error if ICU knows no such rules.
  explicit Locale(const std::string& name);
  ~Locale();
  Locale(Locale&&) noexcept;
  Locale& operator=(Locale&&) noexcept;

  // "one", "few", "many" or "other": the form of a word that goes with the number.
  std::string plural_form(std::uint64_t count) const;
  std::string number(std::uint64_t number) const;  // 12 345
  // "23. novembra 2026"; the text as it stands if it does not begin with a date.
  std::string date(std::string_view iso_8601) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace pramen::server
