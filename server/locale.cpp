#include "server/locale.h"

#include <unicode/calendar.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>

#include <charconv>
#include <optional>
#include <stdexcept>

namespace pramen::server {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

void check(UErrorCode status, const std::string& name) {
  if (U_FAILURE(status)) throw std::runtime_error("no rules of the language " + name + ": " + u_errorName(status));
}

// Digits at a place of the text, all of them.
std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  if (text.size() < begin + length) return std::nullopt;
  const char* first = text.data() + begin;
  const auto [end, error] = std::from_chars(first, first + length, number);
  if (error != std::errc() || end != first + length) return std::nullopt;
  return number;
}

}  // namespace

struct Locale::Rules {
  explicit Rules(const std::string& name)
      : locale(name.c_str()), numbers(icu::number::NumberFormatter::withLocale(locale)) {
    UErrorCode status = U_ZERO_ERROR;
    plurals.reset(icu::PluralRules::forLocale(locale, status));
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    check(status, name);
    dates = std::make_unique<icu::SimpleDateFormat>(patterns->getBestPattern("yMMMMd", status), locale, status);
    check(status, name);
    dates->setTimeZone(*icu::TimeZone::getGMT());
  }

  const icu::Locale locale;
  const icu::number::LocalizedNumberFormatter numbers;
  std::unique_ptr<icu::PluralRules> plurals;
  std::unique_ptr<icu::SimpleDateFormat> dates;
};

Locale::Locale(const std::string& name) : rules_(std::make_unique<Rules>(name)) {}
Locale::~Locale() = default;
Locale::Locale(Locale&&) noexcept = default;
Locale& Locale::operator=(Locale&&) noexcept = default;

std::string Locale::plural_form(std::uint64_t count) const {
  return utf8(rules_->plurals->select(static_cast<double>(count)));
}

std::string Locale::number(std::uint64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto formatted = rules_->numbers.formatInt(static_cast<std::int64_t>(number), status);
  std::string text = utf8(formatted.toString(status));
  return U_FAILURE(status) ? std::to_string(number) : text;
}

std::string Locale::date(std::string_view iso) const {
  const auto year = digits(iso, 0, 4), month = digits(iso, 5, 2), day = digits(iso, 8, 2);
  if (!year || !month || !day) return std::string(iso);
  UErrorCode status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), rules_->locale, status);
  calendar.set(*year, *month - 1, *day, 12, 0);
  const UDate at = calendar.getTime(status);
  // A format changes while it is used: each call has its own.
  const std::unique_ptr<icu::SimpleDateFormat> format(rules_->dates->clone());
  icu::UnicodeString text;
  if (format == nullptr || U_FAILURE(status)) return std::string(iso);
  return utf8(format->format(at, text));
}

}  // namespace pramen::server
