// The words of the pages in every language (web/locales/<lang>.json), and what
// differs between languages beside words (locale.h). Loaded once, immutable.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/locale.h"

namespace pramen::server {

class Texts {
 public:
  using Places = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  Texts(std::string code, std::string_view json);

  const std::string& code() const { return code_; }
  const std::string& operator[](std::string_view key) const;
  // The text with {name} replaced, once over: what is put in is not read again.
  std::string fill(std::string_view key, Places places) const;
  // The form of the text that goes with `count`, with {n} replaced.
  std::string count(std::string_view key, std::uint64_t count) const;
  std::string number(std::uint64_t number) const { return locale_.number(number); }
  std::string date(std::string_view iso_8601) const { return locale_.date(iso_8601); }

  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  Texts(std::string code, const nlohmann::json& parsed);

  std::string code_;
  Locale locale_;
  std::map<std::string, std::string, std::less<>> texts_;  // "found.one" for a plural form
};

// In the order of the language switch.
std::span<const Texts> all_texts();
// Nullptr if the pages do not speak it.
const Texts* find_texts(std::string_view lang);
// " sk:found bg:found ...": what some have and others have not; empty if all have the same.
std::string missing_texts(std::span<const Texts> languages);
// Throws std::runtime_error that names each text missing in some language.
void check_texts();

// The best of the pages' languages for an Accept-Language header, else Slovak.
const Texts& negotiate(std::string_view accept_language);

}  // namespace pramen::server
